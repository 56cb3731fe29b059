import { summaryColumns, toSummary } from "@/modules/job/changes";
import { db, transact } from "@/platform/db";
import { announceEnd } from "./announce-end";
import { submit } from "./queue";
import { isDead } from "./worker-locks";

/** A worker says that it lives within this time of being made. */
const settleSeconds = 3;

/**
 * Takes up what dead workers had begun: graphile-worker may give it to another at once, and its pages say so. A job whose
 * workers died as often as it may be tried has failed.
 * @param own names that live, whatever the database says: their process, which asks, has lost its connection for a moment.
 */
export async function reviveJobs(own: readonly string[] = []): Promise<void> {
  const dead = await db().$queryRawUnsafe<{ worker: string }[]>(
    `SELECT DISTINCT locked_by AS worker FROM graphile_worker._private_jobs jobs
    WHERE locked_by IS NOT NULL AND locked_at < now() - interval '${settleSeconds} seconds' AND ${isDead("locked_by")}
    AND locked_by <> ALL ($1::text[])`,
    own,
  );
  for (const { worker } of dead) await revive(worker);
}

async function revive(worker: string): Promise<void> {
  await transact(async (tx) => {
    // One process does it; the others find nothing left.
    const jobs = await tx.job.findMany({ where: { worker, state: "running" }, select: { id: true } });
    for (const { id } of jobs) {
      const [left] = await tx.$queryRaw<{ exhausted: boolean }[]>`
        SELECT attempts >= max_attempts AS exhausted FROM graphile_worker._private_jobs WHERE key = ${id}`;
      const exhausted = left?.exhausted ?? true;
      const { count } = await tx.job.updateMany({
        where: { id, worker, state: "running" },
        data: exhausted
          ? {
              state: "failed",
              worker: null,
              key: null,
              endedAt: new Date(),
              version: { increment: 1 },
              error: {
                stage: null,
                reason: "The server stopped each time it worked on this.",
                next: `Tell us this number: ${id}`,
              },
            }
          : {
              state: "queued",
              worker: null,
              message: "The server was interrupted; this starts again by itself.",
              version: { increment: 1 },
            },
      });
      if (count === 0) continue;
      const row = await tx.job.findUniqueOrThrow({ where: { id }, select: summaryColumns });
      await announceEnd(tx, toSummary(row));
    }
    await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(ARRAY[${worker}])`;
  });
}

/** Longer than any transaction that asks for a job may take. */
const askSeconds = 60;

/** Hands to the workers what they know nothing of although it waits or runs, whatever made them forget it. */
export async function resubmitForgotten(): Promise<void> {
  const forgotten = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM "Job" WHERE state IN ('queued', 'running') AND "createdAt" < now() - make_interval(secs => ${askSeconds})
    AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs WHERE key = "Job".id)`;
  for (const { id } of forgotten) await transact((tx) => submit(tx, id));
}
