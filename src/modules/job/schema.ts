import { z } from "zod";
import { resumable } from "@/live/cursor";
import { text } from "@/platform/text";

export const jobState = z.enum(["queued", "running", "succeeded", "failed", "cancelled"]);
export type JobState = z.infer<typeof jobState>;

const ended = new Set<JobState>(["succeeded", "failed", "cancelled"]);
/** Whether a job is over: nothing follows but a retry. */
export const isOver = (state: JobState): boolean => ended.has(state);

const time = z.iso.datetime();

export const jobStage = z.object({
  id: z.string(),
  label: z.string(),
  /** What it takes by experience, in seconds. */
  expectedSeconds: z.number(),
  /** Null for a stage that has not begun, or was not needed. */
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});
export type JobStage = z.infer<typeof jobStage>;

export const jobError = z.object({
  /** Id of the stage at which it failed; null before the first. */
  stage: z.string().nullable(),
  /** What was wrong, in words for the owner. */
  reason: z.string(),
  /** What to do now. */
  next: z.string(),
});
export type JobError = z.infer<typeof jobError>;

export const jobLogLine = z.object({ number: z.number().int(), at: time, text: z.string() });
export type JobLogLine = z.infer<typeof jobLogLine>;

export const jobItem = z.object({
  key: z.string(),
  position: z.number().int(),
  label: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "skipped"]),
  message: z.string(),
});
export type JobItem = z.infer<typeof jobItem>;

export const jobArtifact = z.object({
  name: z.string(),
  type: z.string(),
  /** In bytes. */
  size: z.number().int(),
  /** Path to fetch it from, for its owner alone. */
  href: z.string(),
  expiresAt: time,
});
export type JobArtifact = z.infer<typeof jobArtifact>;

/** A job in a list, and in the events that tell of its states. */
export const jobSummary = z.object({
  id: z.string(),
  ownerId: z.string(),
  kind: z.string(),
  title: z.string(),
  state: jobState,
  /** Id of the stage at work; null before the first. */
  stage: z.string().nullable(),
  /** From 0 to 100; 100 means done. Never falls within an attempt. */
  percentage: z.number().int(),
  message: z.string(),
  /** Seconds that it will still take, by experience; null where there is nothing to tell by. */
  etaSeconds: z.number().nullable(),
  stages: z.array(jobStage),
  error: jobError.nullable(),
  /** JSON, by the schema of its kind; null until it has succeeded. */
  result: z.json(),
  attempt: z.number().int(),
  /** Grows with every change: what comes with a lower one is older than what is known. */
  version: z.number().int(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});
export type JobSummary = z.infer<typeof jobSummary>;

/** All there is to see of a job. */
export const jobView = jobSummary.extend({
  items: z.array(jobItem),
  log: z.array(jobLogLine),
  artifacts: z.array(jobArtifact),
  /** What it writes, as far as it has come. */
  text: z.string(),
  /** When to ask again, for who polls, in milliseconds; null once it is over. */
  nextPollMs: z.number().int().nullable(),
});
export type JobView = z.infer<typeof jobView>;

/** What changed between two versions, so that watchers need not read everything again. */
export const jobTick = z.object({
  type: z.literal("ticked"),
  id: z.string(),
  ownerId: z.string(),
  /** The version that this follows. Who is at a lower one has missed something and reads the job again. */
  since: z.number().int(),
  version: z.number().int(),
  stage: z.string().nullable(),
  percentage: z.number().int(),
  message: z.string(),
  etaSeconds: z.number().nullable(),
  /** Lines added. */
  log: z.array(jobLogLine),
  /** Items added or changed. */
  items: z.array(jobItem),
  /** What was added to the text, from which of its characters on; null for nothing. */
  text: z.object({ from: z.number().int(), more: z.string() }).nullable(),
});
export type JobTick = z.infer<typeof jobTick>;

/** A new state, a new stage, or the end. */
export const jobChange = z.object({
  type: z.literal("changed"),
  id: z.string(),
  ownerId: z.string(),
  since: z.number().int(),
  job: jobSummary,
});
export type JobChange = z.infer<typeof jobChange>;

/** What a watcher of one job gets: first all of it, then what changes. */
export const jobUpdate = z.discriminatedUnion("type", [
  z.object({ type: z.literal("snapshot"), job: jobView }),
  jobChange,
  jobTick,
]);
export type JobUpdate = z.infer<typeof jobUpdate>;

const id = z.uuid("A job's id is a UUID");
export const jobIdInput = z.object({ id });
export const jobUpdateInput = z.object({ id, ...resumable });
export const myJobsInput = z.object({ ...resumable });

export const jobListInput = z.object({
  state: z.enum(["active", "over"]).optional(),
  kind: text().max(60).optional(),
  cursor: text().max(200).nullish(),
  limit: z.number().int().min(1).max(100).default(20),
});
export type JobListInput = z.infer<typeof jobListInput>;

export const jobPage = z.object({
  items: z.array(jobSummary),
  nextCursor: z.string().nullable(),
  /** Position of the log at which the page was read; follow `job.onMine` from it. */
  live: z.string(),
});
export type JobPage = z.infer<typeof jobPage>;

/** How soon to look again: sooner the nearer something is to happen. */
export function nextPollMs({ state, percentage }: Pick<JobSummary, "state" | "percentage">): number | null {
  if (isOver(state)) return null;
  if (state === "queued") return 5_000;
  return percentage >= 90 ? 500 : 1_000;
}
