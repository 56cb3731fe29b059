import { z } from "zod";
import { latencyBounds } from "@/platform/metrics";
import { alarmKinds } from "./alarm-limits";

const count = z.number().int().nonnegative();
/** How many took at most as long as each of `latencyBounds`, in seconds, and last all of them. */
const spread = z.array(z.number().nonnegative()).length(latencyBounds.length + 1);

/** A stream that is open at a process. */
export const openConnection = z.object({
  id: count,
  /** Null for a guest. */
  memberId: z.string().nullable(),
  openedAt: z.iso.datetime(),
  /** What it carries, each as often as it does. */
  procedures: z.array(z.string()),
});
export type OpenConnection = z.infer<typeof openConnection>;

/** What a process says of itself. Counts are those of its last five minutes. */
export const processState = z.object({
  streams: count,
  /** Open streams by procedure. */
  subscriptions: z.record(z.string(), count),
  deliveries: count,
  /** Times to readers by kind of topic. */
  latency: z.record(z.string(), spread),
  /** Queries and mutations by their names. */
  procedures: z.record(z.string(), spread),
  calls: count,
  failures: count,
  /** Outcomes other than `ok`, by procedure and outcome: "story.publish conflict". */
  refusals: z.record(z.string(), count),
  resyncs: count,
  slowReaders: count,
  /** Null where there is one process only. */
  bus: z.enum(["up", "down"]).nullable(),
  memoryBytes: count,
  loopLagMs: z.number().nonnegative(),
});
export type ProcessState = z.infer<typeof processState>;

export const historySpan = z.enum(["hour", "day", "week"]);
export type HistorySpan = z.infer<typeof historySpan>;
export const metricsInput = z.object({ span: historySpan.default("hour") });

const quantiles = z.object({ count, p50Ms: z.number().nullable(), p95Ms: z.number().nullable() });

export const metricsView = z.object({
  /** When it was read. What processes say of themselves is up to five seconds older. */
  asOf: z.iso.datetime(),
  members: count,
  stories: count,
  streams: count,
  streamsByProcedure: z.array(z.object({ procedure: z.string(), streams: count })),
  streamsByProcess: z.array(z.object({ process: z.string(), streams: count })),
  /** Of the last five minutes, as all that follows. */
  deliveries: count,
  latency: z.array(quantiles.extend({ topic: z.string() })),
  procedures: z.array(quantiles.extend({ procedure: z.string() })),
  calls: count,
  failures: count,
  refusals: z.array(z.object({ procedure: z.string(), outcome: z.string(), count })),
  relayLagMs: z.number().nonnegative(),
  queue: z.object({ queued: count, running: count, oldestSeconds: z.number().nonnegative() }),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      streams: z.number(),
      deliveriesPerMinute: z.number(),
      callsPerMinute: z.number(),
      /** Share of calls that failed on our side, from 0 to 1. */
      errors: z.number(),
      /** Of the process where it took longest; null where nothing was delivered. */
      p95Ms: z.number().nullable(),
      lagMs: z.number(),
    }),
  ),
});
export type MetricsView = z.infer<typeof metricsView>;
export type HistoryPoint = MetricsView["history"][number];

export const healthView = z.object({
  asOf: z.iso.datetime(),
  database: z.object({ answeredMs: z.number(), bytes: count, connections: count }),
  /** Of those of its processes that have a Redis: whether all reach it. */
  redis: z.enum(["up", "down", "none"]),
  workers: z.enum(["up", "down"]),
  migrations: z.enum(["current", "pending"]),
  processes: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      host: z.string(),
      pid: count,
      version: z.string(),
      startedAt: z.iso.datetime(),
      seenAt: z.iso.datetime(),
      streams: count,
      memoryBytes: count,
      loopLagMs: z.number(),
      bus: z.enum(["up", "down"]).nullable(),
    }),
  ),
  alarms: z.array(z.object({ kind: z.enum(alarmKinds), since: z.iso.datetime(), value: z.number() })),
});
export type HealthView = z.infer<typeof healthView>;

export const connectionsView = z.object({
  asOf: z.iso.datetime(),
  /** How many there are; `items` has the longest open ones of each process. */
  total: count,
  items: z.array(openConnection.extend({ processId: z.string(), process: z.string(), handle: z.string().nullable() })),
});
export type ConnectionsView = z.infer<typeof connectionsView>;

/** One connection, or all of a member. */
export const disconnectInput = z.union([
  z.object({ processId: z.string().max(64), connectionId: count }),
  z.object({ handle: z.string().trim().toLowerCase().min(1).max(60) }),
]);
export type Disconnect = z.infer<typeof disconnectInput>;

export const journeyInput = z.object({ days: z.union([z.literal(7), z.literal(30), z.literal(90)]).default(30) });

export const journeySteps = ["signUp", "draft", "wizard", "publish", "firstComment"] as const;
export const journeyView = z.object({
  /** Of those who signed up since then. */
  since: z.iso.datetime(),
  steps: z.array(z.object({ step: z.enum(journeySteps), members: count })),
});
export type JourneyView = z.infer<typeof journeyView>;
