import { Prisma } from "@/generated/prisma/client";
import { announceJob, summaryColumns, toSummary } from "@/modules/job/changes";
import type { JobError, JobStage, JobState } from "@/modules/job/schema";
import { jobStage } from "@/modules/job/schema";
import { db, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { log } from "@/platform/log";
import { metrics } from "@/platform/metrics";
import { announceEnd } from "./announce-end";
import { JobFailure, type JobNotice } from "./define-job";
import { endStages } from "./progress";
import { submit } from "./queue";
import { jobNamed } from "./registry";
import { Interrupted, Reporter } from "./report";

export interface Turn {
  /** graphile-worker's count of tries, this one included. */
  attempt: number;
  lastAttempt: boolean;
  worker: string;
}

/**
 * Runs one attempt of a job and writes what came of it.
 * @throws what made the attempt fail, where another is to follow.
 */
export async function runJob(id: string, turn: Turn, abort: AbortController): Promise<void> {
  const begun = await begin(id, turn);
  if (!begun) return; // cancelled, or over, before it came to its turn
  const { row, definition } = begun;
  const reporter = new Reporter(
    {
      id,
      ownerId: row.ownerId,
      attempt: row.attempt,
      stages: jobStage.array().parse(row.stages),
      percentage: row.percentage,
      version: row.version,
      textLength: row.text.length,
      logLength: row._count.log,
      items: row.items,
    },
    abort.signal,
    (error) => abort.abort(error),
  );
  const started = performance.now();
  let run: Promise<unknown> | undefined;
  const end = (outcome: Outcome) => finish(id, row.attempt, reporter, outcome);
  try {
    const context = {
      id,
      ownerId: row.ownerId,
      attempt: row.attempt,
      input: definition.input.parse(row.input) as never,
      report: reporter,
      signal: abort.signal,
    };
    run = definition.run(context);
    const result = definition.result.parse(await Promise.race([run, aborted(abort.signal)]));
    await reporter.flush();
    const notice = definition.finished?.(result as never);
    await end({ state: "succeeded", result: result as Prisma.InputJsonValue, ...(notice && { notice }) });
    metrics().jobSeconds.observe(
      { kind: definition.kind, outcome: "succeeded" },
      (performance.now() - started) / 1_000,
    );
  } catch (thrown) {
    const error = abort.signal.aborted ? abort.signal.reason : thrown;
    if (error instanceof Interrupted && error.why === "cancelled") await lastStep(run);
    reporter.settle();
    await reporter.flush().catch(() => {}); // what was written is kept, whatever went wrong
    const outcome = outcomeOf(error, turn, id);
    metrics().jobSeconds.observe(
      { kind: definition.kind, outcome: outcome.state },
      (performance.now() - started) / 1_000,
    );
    if (outcome.unexpected)
      log().error({ err: error, job: id, kind: definition.kind, attempt: row.attempt }, "job failed");
    await end(outcome);
    if (outcome.state === "queued" && !outcome.anew) throw error;
  } finally {
    reporter.close();
  }
}

/** In milliseconds, for a step that is under way when its job is cancelled; longer ones are left behind. */
const stepMs = 800;

const lastStep = (run: Promise<unknown> | undefined) =>
  Promise.race([run?.catch(() => {}), new Promise((resolve) => setTimeout(resolve, stepMs))]);

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

async function begin(id: string, { worker }: Turn) {
  return transact(async (tx) => {
    // The row is ours from here to the end of the transaction: a cancellation comes before or after.
    const [locked] = await tx.$queryRaw<{ state: JobState; kind: string; stages: unknown; cancelled: boolean }[]>`
      SELECT state::text AS state, kind, stages, "cancelRequestedAt" IS NOT NULL AS cancelled FROM "Job" WHERE id = ${id} FOR UPDATE`;
    if (!locked || (locked.state !== "queued" && locked.state !== "running")) return null;
    const definition = jobNamed(locked.kind);
    if (!definition) throw new Error(`this version knows no jobs of the kind "${locked.kind}"`);
    const stages: JobStage[] = jobStage.array().parse(locked.stages);
    const row = await tx.job.update({
      where: { id },
      data: {
        state: "running",
        stage: null,
        percentage: 0,
        message: "",
        text: "",
        error: Prisma.DbNull,
        stages: stages.map((stage) => ({ ...stage, startedAt: null, endedAt: null })),
        attempt: { increment: 1 },
        version: { increment: 1 },
        worker,
        startedAt: new Date(),
        endedAt: null,
      },
      select: {
        ...summaryColumns,
        input: true,
        text: true,
        items: { select: { key: true, position: true, label: true, state: true, message: true } },
        _count: { select: { log: true } },
      },
    });
    await announceJob(tx, toSummary(row));
    return { row, definition };
  });
}

interface Outcome {
  state: JobState;
  result?: Prisma.InputJsonValue;
  failure?: Omit<JobError, "stage">;
  /** What the owner is told of its success, where the kind has words of its own. */
  notice?: JobNotice;
  message?: string;
  /** To be logged: not the owner's doing. */
  unexpected?: boolean;
  /** To be handed to the workers once more, at once, which does not count as a failed try. */
  anew?: boolean;
}

function outcomeOf(error: unknown, { lastAttempt }: Turn, id: string): Outcome {
  if (error instanceof Interrupted) {
    return error.why === "cancelled"
      ? { state: "cancelled" }
      : { state: "queued", message: "The server is restarting; this goes on by itself.", anew: true };
  }
  if (error instanceof JobFailure) return { state: "failed", failure: { reason: error.message, next: error.next } };
  if (error instanceof AppError && error.code !== "unavailable") {
    return { state: "failed", failure: { reason: error.message, next: "Correct this and try again." } };
  }
  if (!lastAttempt) return { state: "queued", message: "Something went wrong; another try follows.", unexpected: true };
  const next = `Try again later. If it fails again, tell us this number: ${id}`;
  return { state: "failed", failure: { reason: "Something went wrong on our side.", next }, unexpected: true };
}

/**
 * Writes the end of an attempt. @throws Interrupted when another has begun: graphile-worker must not take the job for done,
 * and leaves what it has given to another worker alone where one says that it failed.
 */
async function finish(id: string, attempt: number, reporter: Reporter, outcome: Outcome): Promise<void> {
  const { state, result, failure, message = "" } = outcome;
  const over = state !== "queued";
  await transact(async (tx) => {
    const { count } = await tx.job.updateMany({
      where: { id, attempt, state: "running" },
      data: {
        state,
        message,
        worker: null,
        stages: endStages(reporter.stages, new Date().toISOString()),
        version: { increment: 1 },
        ...(state === "succeeded" && { percentage: 100 }),
        ...(result !== undefined && { result }),
        ...(failure && { error: { ...failure, stage: reporter.at } }),
        ...(over && { key: null, endedAt: new Date() }),
      },
    });
    if (count === 0) throw new Interrupted("superseded");
    if (outcome.anew) await submit(tx, id);
    const row = await tx.job.findUniqueOrThrow({ where: { id }, select: summaryColumns });
    await announceEnd(tx, toSummary(row), outcome.notice);
  });
}

/** Jobs among `ids` whose owners want them to stop. */
export async function findCancelled(ids: string[]): Promise<string[]> {
  const rows = await db().job.findMany({
    where: { id: { in: ids }, cancelRequestedAt: { not: null } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
