import { activeStates, countActiveJobs } from "@/jobs/active";
import { readRelayLag } from "@/live/log";
import type { Live } from "@/live/start";
import { metrics } from "@/platform/metrics";

/** The metrics of this process as Prometheus reads them; what is a state rather than a count is looked up now. */
export async function renderMetrics(live: Live): Promise<{ contentType: string; text: string }> {
  const { registry, connections, busUp, relayLag, jobs } = metrics();
  connections.set(live.connections.size);
  busUp.set(live.busState() === "down" ? 0 : 1);
  // A database that is away must not hide everything else.
  const [lag, active] = await Promise.all([
    readRelayLag().catch(() => Number.NaN),
    countActiveJobs().catch(() => null),
  ]);
  relayLag.set(lag);
  for (const state of activeStates) jobs.set({ state }, active?.[state] ?? Number.NaN);
  return { contentType: registry.contentType, text: await registry.metrics() };
}
