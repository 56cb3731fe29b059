import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Live } from "@/live/start";
import { latencyBounds, metrics } from "@/platform/metrics";
import type { OpenConnection, ProcessState } from "./schema";

/** Counts are told of this time, in milliseconds. */
const windowMs = 5 * 60 * 1_000;
/** A process tells of so many connections one by one, the longest open first. */
const mostConnections = 200;

/** The event loop is looked at this often, in milliseconds; what it measures has this in it. */
const loopStepMs = 20;

export type Counts = Pick<
  ProcessState,
  "deliveries" | "latency" | "procedures" | "calls" | "failures" | "refusals" | "resyncs" | "slowReaders"
>;

/** Everything counted since the process began. */
export interface Counted {
  at: number;
  deliveries: number;
  latency: Record<string, number[]>;
  procedures: Record<string, number[]>;
  outcomes: Record<string, number>;
  resyncs: number;
  slowReaders: number;
}

interface Value {
  metricName?: string;
  labels: Partial<Record<string, string | number>>;
  value: number;
}

const sum = (values: readonly Value[]) => values.reduce((all, { value }) => all + value, 0);

/** The buckets of a histogram by the label `by`, summed over all other labels. */
function spreads(values: readonly Value[], by: string): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const { metricName, labels, value } of values) {
    if (!metricName?.endsWith("_bucket")) continue;
    const name = String(labels[by]);
    found[name] ??= new Array(latencyBounds.length + 1).fill(0);
    const bound = latencyBounds.indexOf(Number(labels.le));
    const index = bound < 0 ? latencyBounds.length : bound;
    found[name][index] = (found[name][index] ?? 0) + value;
  }
  return found;
}

async function read(): Promise<Counted> {
  const { delivered, delivery, procedure, resyncs, slowReaders } = metrics();
  const [deliveredNow, deliveryNow, procedureNow, resyncsNow, slowNow] = await Promise.all([
    delivered.get(),
    delivery.get(),
    procedure.get(),
    resyncs.get(),
    slowReaders.get(),
  ]);
  const calls = (procedureNow.values as Value[]).filter(({ labels }) => labels.type !== "subscription");
  const outcomes: Record<string, number> = {};
  for (const { metricName, labels, value } of procedureNow.values as Value[]) {
    if (!metricName?.endsWith("_count")) continue;
    const name = `${labels.procedure} ${labels.outcome}`;
    outcomes[name] = (outcomes[name] ?? 0) + value;
  }
  return {
    at: performance.now(),
    deliveries: sum(deliveredNow.values),
    latency: spreads(deliveryNow.values as Value[], "topic"),
    procedures: spreads(calls, "procedure"),
    outcomes,
    resyncs: sum(resyncsNow.values),
    slowReaders: sum(slowNow.values),
  };
}

const minus = (now: Record<string, number[]>, then: Record<string, number[]>) =>
  Object.fromEntries(
    Object.entries(now).map(([name, spread]) => [
      name,
      spread.map((value, index) => value - (then[name]?.[index] ?? 0)),
    ]),
  );

const nothing: Omit<Counted, "at"> = {
  deliveries: 0,
  latency: {},
  procedures: {},
  outcomes: {},
  resyncs: 0,
  slowReaders: 0,
};

/** Watches this process: what it counts, over the last five minutes. */
export class Observer {
  readonly #past: Counted[] = [];
  readonly #loop = monitorEventLoopDelay({ resolution: loopStepMs });

  constructor(private readonly live: Live) {
    this.#loop.enable();
  }

  stop(): void {
    this.#loop.disable();
  }

  #connections(): OpenConnection[] {
    return this.live.connections.oldest(mostConnections).map(({ id, memberId, openedAt, procedures }) => ({
      id,
      memberId,
      openedAt: new Date(openedAt).toISOString(),
      procedures,
    }));
  }

  async look(): Promise<{ now: Counted; state: ProcessState; connections: OpenConnection[] }> {
    const now = await read();
    while ((this.#past[1]?.at ?? Number.POSITIVE_INFINITY) <= now.at - windowMs) this.#past.shift();
    const [oldest] = this.#past;
    const isOldEnough = oldest !== undefined && oldest.at <= now.at - windowMs;
    this.#past.push(now);
    const loopLagMs = this.#loop.percentile(99) / 1e6 - loopStepMs;
    this.#loop.reset();
    const state = {
      ...countsBetween(isOldEnough ? oldest : nothing, now),
      streams: this.live.connections.size,
      subscriptions: await openSubscriptions(),
      bus: this.live.busState(),
      memoryBytes: process.memoryUsage.rss(),
      loopLagMs: Number.isFinite(loopLagMs) ? Math.max(0, loopLagMs) : 0,
    };
    return { now, state, connections: this.#connections() };
  }
}

/** What was counted between two looks. */
export function countsBetween(then: Omit<Counted, "at">, now: Counted): Counts {
  const outcomes = Object.entries(now.outcomes).map(
    ([name, value]) => [name, value - (then.outcomes[name] ?? 0)] as const,
  );
  const total = (counted: typeof outcomes) => counted.reduce((sum, [, value]) => sum + value, 0);
  return {
    deliveries: now.deliveries - then.deliveries,
    latency: minus(now.latency, then.latency),
    procedures: minus(now.procedures, then.procedures),
    calls: total(outcomes),
    failures: total(outcomes.filter(([name]) => name.endsWith(" internal_server_error"))),
    refusals: Object.fromEntries(outcomes.filter(([name, value]) => value > 0 && !name.endsWith(" ok"))),
    resyncs: now.resyncs - then.resyncs,
    slowReaders: now.slowReaders - then.slowReaders,
  };
}

async function openSubscriptions(): Promise<Record<string, number>> {
  const { values } = await metrics().subscriptions.get();
  return Object.fromEntries(
    values.filter(({ value }) => value > 0).map(({ labels, value }) => [String(labels.procedure), value]),
  );
}
