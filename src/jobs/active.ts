import { db } from "@/platform/db";

export const activeStates = ["queued", "running"] as const;

/** How many jobs of members wait and how many run just now, in the whole installation. */
export async function countActiveJobs(): Promise<Record<(typeof activeStates)[number], number>> {
  const counts = await db().job.groupBy({ by: ["state"], _count: true, where: { state: { in: [...activeStates] } } });
  const of = (state: string) => counts.find((count) => count.state === state)?._count ?? 0;
  return { queued: of("queued"), running: of("running") };
}
