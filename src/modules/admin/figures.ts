import { latencyBounds } from "@/platform/metrics";
import type { MetricsView, ProcessState } from "./schema";

/**
 * The value below which the share `q` of all lies, in milliseconds, by straight lines within the buckets, as Prometheus'
 * `histogram_quantile` has it. What lies beyond the last bound counts as that bound. Null for none.
 * @param spread how many took at most as long as each of `latencyBounds`, and last all of them.
 */
export function quantileMs(spread: readonly number[], q: number): number | null {
  const all = spread.at(-1) ?? 0;
  if (all === 0) return null;
  const rank = q * all;
  const index = spread.findIndex((upTo) => upTo >= rank);
  const last = latencyBounds.at(-1) ?? 0;
  const upper = latencyBounds[index] ?? last;
  if (index >= latencyBounds.length) return last * 1_000;
  const lower = index > 0 ? (latencyBounds[index - 1] ?? 0) : 0;
  const below = index > 0 ? (spread[index - 1] ?? 0) : 0;
  const within = (spread[index] ?? 0) - below;
  return (lower + (upper - lower) * (within > 0 ? (rank - below) / within : 1)) * 1_000;
}

/** What several processes counted, together. */
export function sumCounts(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const part of parts) for (const [name, value] of Object.entries(part)) sums[name] = (sums[name] ?? 0) + value;
  return sums;
}

export function sumSpreads(parts: readonly Readonly<Record<string, readonly number[]>>[]): Record<string, number[]> {
  const sums: Record<string, number[]> = {};
  for (const part of parts) {
    for (const [name, spread] of Object.entries(part)) {
      sums[name] = spread.map((value, index) => value + (sums[name]?.[index] ?? 0));
    }
  }
  return sums;
}

const quantilesOf = (spread: readonly number[]) => ({
  count: spread.at(-1) ?? 0,
  p50Ms: quantileMs(spread, 0.5),
  p95Ms: quantileMs(spread, 0.95),
});

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const mostFirst = (counts: Record<string, number>) => Object.entries(counts).sort(([, a], [, b]) => b - a);

/** Lists on the page are no longer than this. */
const longestList = 12;

type Merged = Omit<MetricsView, "asOf" | "members" | "stories" | "relayLagMs" | "queue" | "history">;

/** What all processes say of themselves, as one. */
export function mergeStates(processes: readonly { name: string; state: ProcessState }[]): Merged {
  const states = processes.map(({ state }) => state);
  const latency = Object.entries(sumSpreads(states.map(({ latency }) => latency)));
  const procedures = Object.entries(sumSpreads(states.map(({ procedures }) => procedures)));
  return {
    streams: total(states.map(({ streams }) => streams)),
    streamsByProcedure: mostFirst(sumCounts(states.map(({ subscriptions }) => subscriptions)))
      .filter(([, streams]) => streams > 0)
      .map(([procedure, streams]) => ({ procedure, streams })),
    streamsByProcess: processes.map(({ name, state }) => ({ process: name, streams: state.streams })),
    deliveries: total(states.map(({ deliveries }) => deliveries)),
    latency: latency
      .map(([topic, spread]) => ({ topic, ...quantilesOf(spread) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count),
    procedures: procedures
      .map(([procedure, spread]) => ({ procedure, ...quantilesOf(spread) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => (b.p95Ms ?? 0) - (a.p95Ms ?? 0))
      .slice(0, longestList),
    calls: total(states.map(({ calls }) => calls)),
    failures: total(states.map(({ failures }) => failures)),
    refusals: mostFirst(sumCounts(states.map(({ refusals }) => refusals)))
      .filter(([, count]) => count > 0)
      .slice(0, longestList)
      .map(([name, count]) => {
        const [procedure = "", outcome = ""] = name.split(" ");
        return { procedure, outcome, count };
      }),
  };
}
