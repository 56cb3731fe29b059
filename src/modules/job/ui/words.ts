import type { JobState, JobSummary } from "../schema";

export const stateNames: Record<JobState, string> = {
  queued: "Waiting",
  running: "Under way",
  succeeded: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

const marks: Record<JobState, string> = { queued: "…", running: "", succeeded: "✓", failed: "✗", cancelled: "✗" };

/** What a browser's tab says of a job, for whoever has gone to another one: "42 % Export of …". */
export const tabTitle = ({ state, percentage, title }: Pick<JobSummary, "state" | "percentage" | "title">) =>
  `${state === "running" ? `${percentage} %` : marks[state]} ${title}`;

/** "8 s", "1 min 12 s", "2 h 5 min". */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 ? `${minutes} min ${whole % 60} s` : `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.floor(minutes / 60)} h`;
}

/** What something took that is over: "under 1 s", or as long as it was. */
export const takenText = (seconds: number): string => (seconds < 1 ? "under 1 s" : durationText(seconds));

/** "4 KB", "1.2 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Seconds that an attempt has taken until `now`, in milliseconds since 1970; null before it began. */
export const secondsTaken = ({ startedAt, endedAt }: Pick<JobSummary, "startedAt" | "endedAt">, now: number) =>
  startedAt === null ? null : ((endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt)) / 1_000;

/** What a job is doing at the moment, or how it ended. */
export function doing({ state, stage, stages, message }: JobSummary): string {
  if (state !== "running") return stateNames[state];
  return stages.find(({ id }) => id === stage)?.label ?? (message || "Starting");
}
