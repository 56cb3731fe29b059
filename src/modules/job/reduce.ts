import { isOver, type JobItem, type JobUpdate, type JobView, nextPollMs } from "./schema";

/**
 * What is known of a job once it has heard `update`; null when something before it was missed, so that the job is to be
 * read again. What is older than what is known changes nothing, in whatever order it comes.
 */
export function reduceJob(known: JobView | undefined, update: JobUpdate): JobView | null {
  if (update.type === "snapshot") return known && known.version > update.job.version ? known : update.job;
  if (!known) return null;
  const version = update.type === "changed" ? update.job.version : update.version;
  if (version <= known.version) return known;
  if (update.since !== known.version) return null;
  if (update.type === "changed") {
    // Files and results come with the end, and are read with it.
    if (isOver(update.job.state)) return null;
    const anew = update.job.attempt !== known.attempt;
    return { ...known, ...update.job, text: anew ? "" : known.text, nextPollMs: nextPollMs(update.job) };
  }
  const { type: _, since: __, log, items, text, ...now } = update;
  return {
    ...known,
    ...now,
    log: [...known.log, ...log],
    items: merge(known.items, items),
    text: text ? known.text.slice(0, text.from) + text.more : known.text,
    nextPollMs: nextPollMs({ ...known, ...now }),
  };
}

function merge(known: JobItem[], changed: JobItem[]): JobItem[] {
  if (changed.length === 0) return known;
  const byKey = new Map(known.map((item) => [item.key, item]));
  for (const item of changed) byKey.set(item.key, item);
  return [...byKey.values()].sort((a, b) => a.position - b.position);
}
