import { jobStage } from "@/modules/job/schema";
import type { Tx } from "@/platform/db";

/** Runs that experience is made of. */
const sample = 20;

/** The median seconds of each stage over the last runs that succeeded, by stage; empty for a kind without experience. */
export async function measuredSeconds(tx: Tx, kind: string): Promise<Map<string, number>> {
  const rows = await tx.job.findMany({
    where: { kind, state: "succeeded" },
    orderBy: { endedAt: "desc" },
    take: sample,
    select: { stages: true },
  });
  const seconds = new Map<string, number[]>();
  for (const { id, startedAt, endedAt } of rows.flatMap(({ stages }) => jobStage.array().parse(stages))) {
    if (!startedAt || !endedAt) continue;
    seconds.set(id, [...(seconds.get(id) ?? []), (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000]);
  }
  return new Map([...seconds].map(([id, all]) => [id, Math.max(0.01, median(all))]));
}

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
