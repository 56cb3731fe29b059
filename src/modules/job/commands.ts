import { Prisma } from "@/generated/prisma/client";
import { submit, withdraw } from "@/jobs/queue";
import { jobNamed } from "@/jobs/registry";
import type { MemberActor } from "@/modules/member/actor";
import { tellOfJob } from "@/modules/webhook/notify";
import { db, type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { announceJob, summaryColumns, toSummary } from "./changes";
import type { JobState, JobSummary } from "./schema";

/** The actor's job, held until the transaction ends, so that its worker comes before or after. */
async function lock(tx: Tx, actor: MemberActor, id: string): Promise<JobState> {
  const [row] = await tx.$queryRaw<{ state: JobState }[]>`
    SELECT state::text AS state FROM "Job" WHERE id = ${id} AND "ownerId" = ${actor.id} FOR UPDATE`;
  if (!row) throw new AppError("not_found", "There is no job with this id among yours.");
  return row.state;
}

async function tell(tx: Tx, id: string): Promise<JobSummary> {
  const job = toSummary(await tx.job.findUniqueOrThrow({ where: { id }, select: summaryColumns }));
  await announceJob(tx, job);
  return job;
}

/** Stops a job: one that waits at once, one that runs within a second. One that is over stays as it is. */
export const cancelJob = (actor: MemberActor, { id }: { id: string }): Promise<JobSummary> =>
  transact(async (tx) => {
    const state = await lock(tx, actor, id);
    const version = { version: { increment: 1 } };
    if (state === "queued") {
      await withdraw(tx, id);
      await tx.job.update({
        where: { id },
        data: { state: "cancelled", key: null, cancelRequestedAt: new Date(), endedAt: new Date(), ...version },
        select: { id: true },
      });
      const job = await tell(tx, id);
      await tellOfJob(tx, job);
      return job;
    }
    if (state !== "running")
      return toSummary(await tx.job.findUniqueOrThrow({ where: { id }, select: summaryColumns }));
    // Its worker looks for this; the version is the worker's to count.
    await tx.job.update({ where: { id }, data: { cancelRequestedAt: new Date() }, select: { id: true } });
    return toSummary(await tx.job.findUniqueOrThrow({ where: { id }, select: summaryColumns }));
  });

/**
 * Runs a job once more that failed or was cancelled, which costs as much as asking for it did.
 * @throws AppError `conflict` while it still waits or runs, `rate_limited` as asking for another does.
 */
export async function retryJob(actor: MemberActor, { id }: { id: string }): Promise<JobSummary> {
  const job = await db().job.findUnique({ where: { id, ownerId: actor.id }, select: { kind: true } });
  const definition = job && jobNamed(job.kind);
  if (definition) await consume(definition.limit, actor.id);
  return transact(async (tx) => {
    const state = await lock(tx, actor, id);
    if (state === "queued" || state === "running") throw new AppError("conflict", "This job has not ended yet.");
    if (state === "succeeded") throw new AppError("conflict", "This job has succeeded; there is nothing to try again.");
    await tx.job.update({
      where: { id },
      data: {
        state: "queued",
        message: "",
        error: Prisma.DbNull,
        cancelRequestedAt: null,
        endedAt: null,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await submit(tx, id);
    return tell(tx, id);
  });
}
