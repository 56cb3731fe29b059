import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { etaOf } from "@/jobs/progress";
import { announce } from "@/live/outbox";
import type { Tx } from "@/platform/db";
import { jobChanged, myJobChanged } from "./events";
import { isOver, type JobArtifact, type JobSummary, type JobView, jobError, jobStage, nextPollMs } from "./schema";

/** From rows to what leaves the server, and its events. */

export const summaryColumns = {
  id: true,
  ownerId: true,
  kind: true,
  title: true,
  state: true,
  stage: true,
  percentage: true,
  message: true,
  stages: true,
  error: true,
  result: true,
  attempt: true,
  version: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
} satisfies Prisma.JobSelect;

export const viewColumns = {
  ...summaryColumns,
  text: true,
  items: {
    orderBy: { position: "asc" },
    select: { key: true, position: true, label: true, state: true, message: true },
  },
  log: { orderBy: { number: "asc" }, select: { number: true, at: true, text: true } },
  artifacts: { orderBy: { name: "asc" }, select: { name: true, type: true, size: true, expiresAt: true } },
} satisfies Prisma.JobSelect;

type SummaryRow = Prisma.JobGetPayload<{ select: typeof summaryColumns }>;
type ViewRow = Prisma.JobGetPayload<{ select: typeof viewColumns }>;

export function toSummary({
  createdAt,
  startedAt,
  endedAt,
  stages: rawStages,
  error,
  result,
  ...row
}: SummaryRow): JobSummary {
  const stages = jobStage.array().parse(rawStages);
  return {
    ...row,
    stages,
    etaSeconds: isOver(row.state) ? null : etaOf(stages, row.stage, 0, new Date()),
    error: jobError.nullable().parse(error),
    result: z.json().nullable().parse(result),
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

export function toView({ items, log, artifacts, text, ...row }: ViewRow): JobView {
  const summary = toSummary(row);
  return {
    ...summary,
    items,
    log: log.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
    artifacts: artifacts
      .filter(({ expiresAt }) => expiresAt > new Date())
      .map((artifact) => toArtifact(row.id, artifact)),
    text,
    nextPollMs: nextPollMs(summary),
  };
}

const toArtifact = (
  jobId: string,
  { name, expiresAt, ...artifact }: { name: string; type: string; size: number; expiresAt: Date },
): JobArtifact => ({
  ...artifact,
  name,
  href: `/api/jobs/${jobId}/artifacts/${encodeURIComponent(name)}`,
  expiresAt: expiresAt.toISOString(),
});

/** Tells those who watch the job, and those who watch all jobs of its owner. */
export async function announceJob(tx: Tx, job: JobSummary): Promise<void> {
  const { id, ownerId } = job;
  const change = { type: "changed" as const, id, ownerId, since: job.version - 1, job };
  await announce(tx, jobChanged, change);
  await announce(tx, myJobChanged, change);
}
