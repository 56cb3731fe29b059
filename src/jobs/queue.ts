import type { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { announceJob, summaryColumns, toSummary } from "@/modules/job/changes";
import type { JobSummary } from "@/modules/job/schema";
import type { Tx } from "@/platform/db";
import type { JobDefinition } from "./define-job";
import { measuredSeconds } from "./measured";
import { plannedStages } from "./progress";

/** graphile-worker's name for all jobs of members; which kind it is says the row. */
export const jobTask = "job";
const mostAttempts = 5;

export interface Enqueue<Input> {
  ownerId: string;
  /** What the owner reads in lists, such as "Export of “Tides” as EPUB". */
  title: string;
  input: Input;
  /** While a job with this key waits or runs, asking for another gives that one. */
  key?: string;
}

/**
 * Asks for a job as part of the transaction `tx`: if it commits the job will run, if it rolls back there never was one.
 * @throws ZodError when the input does not fit the definition.
 */
export async function enqueue<Input, Result, Stage extends string>(
  tx: Tx,
  definition: JobDefinition<Input, Result, Stage>,
  { ownerId, title, input, key }: Enqueue<Input>,
): Promise<JobSummary> {
  const data = definition.input.parse(input) as Prisma.InputJsonValue;
  if (key) {
    // Two who ask at once take turns, so that the second finds what the first began.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`job ${key}`}, 0))`;
    const active = await tx.job.findUnique({ where: { key }, select: summaryColumns });
    if (active) return toSummary(active);
  }
  const stages = plannedStages(definition.stages, await measuredSeconds(tx, definition.kind));
  const row = await tx.job.create({
    data: { kind: definition.kind, ownerId, title: title.slice(0, 300), key: key ?? null, stages, input: data },
    select: summaryColumns,
  });
  await submit(tx, row.id);
  const job = toSummary(row);
  await announceJob(tx, job);
  return job;
}

/** Hands a waiting job to the workers. */
export async function submit(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT (graphile_worker.add_job(${jobTask}, json_build_object('id', ${id}::text), job_key => ${id}, max_attempts => ${mostAttempts}::int)).id`;
}

/** Takes a waiting job, or a task by its key, back from the workers; one that runs is left to them. */
export async function withdraw(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT (graphile_worker.remove_job(${id})).id`;
}

/** Work behind the scenes that no page watches, such as telling followers. */
export interface TaskDefinition<Input = unknown> {
  /** Unique, such as "notify-followers". */
  readonly name: string;
  readonly input: z.ZodType<Input>;
  /** Whether it waits for machines that are not ours; then it has workers of its own, so that nothing of ours waits too. */
  readonly outbound?: boolean;
  /** As with a job, a worker may die at any point: everything done here can be done again. */
  run(input: Input, signal: AbortSignal): Promise<void>;
}

/** A task whatever its input, as workers hold it. */
export interface AnyTask {
  readonly name: string;
  readonly input: z.ZodType;
  readonly outbound?: boolean;
  run(input: never, signal: AbortSignal): Promise<void>;
}

/** Defines a task; add it to src/jobs/registry.ts as well. */
export const defineTask = <Input>(definition: TaskDefinition<Input>): TaskDefinition<Input> => definition;

/**
 * Asks for a task as part of the transaction `tx`.
 * @param options.runAt not before this time. `key`: while one with it waits, it is replaced; `withdraw` takes it back.
 * `queue`: those of one queue run one after the other.
 */
export async function enqueueTask<Input>(
  tx: Tx,
  task: TaskDefinition<Input>,
  input: Input,
  { runAt, key, queue }: { runAt?: Date; key?: string; queue?: string } = {},
): Promise<void> {
  const payload = JSON.stringify(task.input.parse(input));
  await tx.$queryRaw`
    SELECT (graphile_worker.add_job(${task.name}, ${payload}::json, queue_name => ${queue ?? null}, job_key => ${key ?? null}, run_at => ${runAt ?? new Date()})).id`;
}

/** What is done at fixed times, once over all processes. */
export interface RecurringTask {
  readonly name: string;
  /** Minute, hour, day, month and weekday in UTC, as crontab has them. */
  readonly cron: string;
  run(signal: AbortSignal): Promise<void>;
}
