import {
  isOver,
  type JobItem,
  type JobSummary,
  type JobTick,
  type JobUpdate,
  type JobView,
  nextPollMs,
} from "../schema";

/** One job as this page knows it. */
export interface JobState {
  /** Null until it has been read. */
  job: JobView | null;
  /** False when something was missed that only reading the job again brings. */
  complete: boolean;
  /** When its newest version was heard of, in milliseconds since 1970: what its `etaSeconds` counts from. */
  heardAt: number;
}

export interface Heard {
  update: JobUpdate;
  at: number;
}

/** Takes in what the stream, a poll or a command's answer said, in whatever order they come: what is older changes nothing. */
export function hear(state: JobState, { update, at }: Heard): JobState {
  const { job } = state;
  if (update.type === "snapshot") {
    return job && update.job.version < job.version ? state : { job: update.job, complete: true, heardAt: at };
  }
  const version = update.type === "ticked" ? update.version : update.job.version;
  if (!job || version <= job.version) return state;
  const follows = state.complete && update.since === job.version;
  if (update.type === "ticked") return { job: tick(job, update), complete: follows, heardAt: at };
  // What it made is not part of the news that it is over.
  return { job: change(job, update.job), complete: follows && !isOver(update.job.state), heardAt: at };
}

const change = (job: JobView, summary: JobSummary): JobView => ({
  ...job,
  ...summary,
  // Each attempt writes anew.
  text: summary.attempt === job.attempt ? job.text : "",
  nextPollMs: nextPollMs(summary),
});

function tick(job: JobView, { log, items, text, ...now }: JobTick): JobView {
  const lastLine = job.log.at(-1)?.number ?? 0;
  const { version, stage, percentage, message, etaSeconds } = now;
  return {
    ...job,
    version,
    stage,
    percentage,
    message,
    etaSeconds,
    log: log.length > 0 ? [...job.log, ...log.filter(({ number }) => number > lastLine)] : job.log,
    items: withItems(job.items, items),
    text: text && text.from === job.text.length ? job.text + text.more : job.text,
    nextPollMs: nextPollMs({ state: job.state, percentage }),
  };
}

function withItems(items: JobItem[], changed: readonly JobItem[]): JobItem[] {
  if (changed.length === 0) return items;
  const byKey = new Map(items.map((item) => [item.key, item]));
  for (const item of changed) byKey.set(item.key, item);
  return [...byKey.values()].sort((a, b) => a.position - b.position);
}
