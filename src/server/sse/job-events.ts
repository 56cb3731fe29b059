import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { jobChanged, jobTicked } from "@/modules/job/events";
import { getJob } from "@/modules/job/queries";
import { isOver, type JobSummary, type JobUpdate, jobIdInput, jobUpdate } from "@/modules/job/schema";
import { AppError } from "@/platform/errors";
import { createSSEHandler } from "./create-sse-handler";
import type { SseEvent } from "./sse-stream";

/**
 * One job of the member, from its state now to its end, after which the stream closes. `job-update` brings all there is to
 * know of it, then each new state and stage; `progress-update` what happens in between; `completion-status` or
 * `error-notification` the end. Ids are versions: every stream begins with the whole state, so none is ever missed.
 */
export const jobEvents = createSSEHandler(
  { auth: true, rateLimit: { limit: 30, window: 10 } },
  async ({ params, lastEventId }, actor, stream) => {
    const input = jobIdInput.safeParse({ id: params.id });
    if (!input.success) throw new AppError("not_found", "There is no job with this id among yours.");
    const first = await getJob(actor, input.data);
    // The end was told already, and EventSource has come back as it always does: it is to stay away.
    if (isOver(first.state) && Number(lastEventId) >= first.version) return stream.close();
    stream.write({ event: "connected", data: { jobId: first.id } });
    const tell = teller(first, (event) => stream.write(event));
    const updates = live.stream([jobChanged, jobTicked], first, {
      viewer: await viewerFor(actor),
      after: null,
      opening: async () => ({ type: "snapshot" as const, job: await getJob(actor, input.data) }),
      isLast: (update) => update.type !== "ticked" && isOver(update.job.state),
    });
    const detach = await updates.attach({
      begin() {},
      deliver: ({ data }) => tell(jobUpdate.parse(data)),
      interrupt: () => stream.interrupt(),
      end: () => stream.close(),
    });
    if (stream.signal.aborted) detach();
    else stream.signal.addEventListener("abort", detach);
  },
);

/** Returns what writes updates as plain events, each version once. */
function teller(first: JobSummary, write: (event: SseEvent) => void): (update: JobUpdate) => void {
  let version = 0;
  let { stages } = first;
  return (update) => {
    const next = update.type === "ticked" ? update.version : update.job.version;
    if (next <= version) return;
    version = next;
    const id = String(version);
    if (update.type === "ticked") return write({ event: "progress-update", data: progressOf(update, stages), id });
    const { job } = update;
    stages = job.stages;
    if (!isOver(job.state)) return write({ event: "job-update", data: job, id });
    // Only the very last has the id by which we know that all was told.
    write({ event: "job-update", data: job });
    write({ ...endOf(job), id });
  };
}

type Tick = Extract<JobUpdate, { type: "ticked" }>;

function progressOf(tick: Tick, stages: JobSummary["stages"]): object {
  const at = stages.findIndex(({ id }) => id === tick.stage);
  return {
    jobId: tick.id,
    version: tick.version,
    stage: tick.stage,
    label: stages[at]?.label ?? "",
    currentStep: at + 1,
    totalSteps: stages.length,
    percentage: tick.percentage,
    /** In seconds; null where there is nothing to tell by. */
    estimatedTimeRemaining: tick.etaSeconds,
    message: tick.message,
    log: tick.log,
    items: tick.items,
  };
}

function endOf({ id, state, error, result, version, startedAt, endedAt }: JobSummary): SseEvent {
  if (state === "failed") {
    const { reason, stage, next } = error ?? { reason: "", stage: null, next: "" };
    return { event: "error-notification", data: { jobId: id, version, error: reason, stage, next } };
  }
  const seconds = startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000 : 0;
  const data = { jobId: id, version, state, completedAt: endedAt, totalDuration: seconds, result };
  return { event: "completion-status", data };
}
