import { EventEmitter } from "node:events";
import {
  Logger,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Logger as Log } from "pino";
import { KeptRunner } from "./kept-runner";
import { type AnyTask, jobTask } from "./queue";
import { recurringTasks, tasks } from "./registry";
import { Interrupted } from "./report";
import { resubmitForgotten, reviveJobs } from "./revive";
import { findCancelled, runJob } from "./run-job";
import { WorkerLocks } from "./worker-locks";

export interface Jobs {
  /** Lets running jobs finish for a few seconds, then hands them back to be run elsewhere or later. */
  stop(): Promise<void>;
}

/** Jobs and tasks that one process runs at the same time, and beside them those that wait for machines of others. */
const concurrency = 4;
const outboundConcurrency = 8;
/** How soon a cancellation is noticed, in milliseconds. */
const cancelPollMs = 500;
/** How soon the jobs of a dead worker are taken up, in milliseconds. */
const reviveMs = 2_000;
/** How often all jobs that wait or run are looked at, in milliseconds. */
const lookMs = 15_000;
/** How long running jobs may take to finish once the process is to stop, in milliseconds. */
const graceMs = 3_000;

/** Starts the workers of this process. The live engine must run, since it tells how jobs get on. */
export async function startJobs({ databaseUrl, log }: { databaseUrl: string; log: Log }): Promise<Jobs> {
  const locks = new WorkerLocks(databaseUrl, log);
  await locks.start();
  /** Runs of this process by job. */
  const running = new Map<string, AbortController>();

  const taskList: TaskList = {
    async [jobTask](payload, { job, abortSignal }) {
      const { id } = payload as { id: string };
      const abort = new AbortController();
      const stop = () => abort.abort(new Interrupted("stopping"));
      abortSignal?.addEventListener("abort", stop, { once: true });
      running.set(id, abort);
      try {
        const turn = {
          attempt: job.attempts,
          lastAttempt: job.attempts >= job.max_attempts,
          worker: job.locked_by ?? "",
        };
        await runJob(id, turn, abort);
      } finally {
        running.delete(id);
        abortSignal?.removeEventListener("abort", stop);
      }
    },
    ...tasksWhere((task) => !task.outbound),
    ...Object.fromEntries(
      recurringTasks.map(
        ({ name, run }) =>
          [name, async (_: unknown, { abortSignal }) => run(abortSignal ?? never)] satisfies [string, TaskList[string]],
      ),
    ),
  };
  const logger = new Logger(
    (scope) => (level, message) =>
      log[level === "warning" ? "warn" : level === "error" ? "error" : "debug"](scope, `jobs: ${message}`),
  );
  const parsedCronItems = parseCronItems(
    recurringTasks.map(({ name, cron }) => ({ task: name, match: cron, options: { backfillPeriod: 0 } })),
  );
  async function begin(taskList: TaskList, concurrency: number, parsedCronItems: ParsedCronItem[]): Promise<Runner> {
    const events: WorkerEvents = new EventEmitter();
    // Jobs are locked in the name of the pool, not of the worker within it that has them.
    events.on("pool:create", ({ workerPool }) => locks.hold(workerPool.id));
    events.on("pool:release", ({ workerPool }) => locks.release(workerPool.id));
    return run({
      connectionString: databaseUrl,
      concurrency,
      maxPoolSize: concurrency + 2,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: graceMs,
      events,
      taskList,
      parsedCronItems,
      logger,
      // Only in batches does it survive that the end of a job cannot be written; otherwise that ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  }
  const runner = await KeptRunner.start(() => begin(taskList, concurrency, parsedCronItems), log);
  const outboundTasks = tasksWhere((task) => task.outbound === true);
  const outbound = await KeptRunner.start(() => begin(outboundTasks, outboundConcurrency, []), log);

  const every = (ms: number, what: string, work: () => Promise<void>) => {
    let busy = false;
    const timer = setInterval(async () => {
      if (busy) return;
      busy = true;
      await work().catch((error) => log.warn({ err: error }, `jobs: ${what} failed, to be tried again`));
      busy = false;
    }, ms);
    timer.unref();
    return timer;
  };
  const timers = [
    every(cancelPollMs, "looking for cancelled jobs", async () => {
      if (running.size === 0) return;
      for (const id of await findCancelled([...running.keys()])) running.get(id)?.abort(new Interrupted("cancelled"));
    }),
    every(reviveMs, "taking up the jobs of dead workers", () => reviveJobs(locks.names)),
    every(lookMs, "looking for forgotten jobs", resubmitForgotten),
  ];
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([runner.stop(), outbound.stop()]);
      await locks.stop();
    },
  };
}

const never = new AbortController().signal;

const tasksWhere = (wanted: (task: AnyTask) => boolean): TaskList =>
  Object.fromEntries(tasks.filter(wanted).map((task) => [task.name, taskOf(task)]));

const taskOf =
  ({ input, run }: AnyTask): TaskList[string] =>
  async (payload, { abortSignal }) =>
    run(input.parse(payload) as never, abortSignal ?? never);
