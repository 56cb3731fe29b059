import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { singleton } from "./singleton";

/** Where times are told apart, in seconds: of calls, and of the way to readers. */
export const latencyBounds = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** What this process counts, in Prometheus' terms. Times are in seconds. */
export const metrics = () => singleton("metrics", createMetrics);

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "inkwire_" });
  return {
    registry,
    connections: new Gauge({
      registers,
      name: "inkwire_live_connections",
      help: "Open connections that carry streams",
    }),
    subscriptions: new Gauge({
      registers,
      name: "inkwire_live_subscriptions",
      help: "Open streams by procedure",
      labelNames: ["procedure"] as const,
    }),
    published: new Counter({
      registers,
      name: "inkwire_live_events_published_total",
      help: "Durable events that this process handed to the bus as the relay",
    }),
    delivered: new Counter({
      registers,
      name: "inkwire_live_events_delivered_total",
      help: "Events offered to readers of this process, before their filters",
      labelNames: ["topic"] as const,
    }),
    delivery: new Histogram({
      registers,
      name: "inkwire_live_delivery_seconds",
      help: "From announcing an event to having written it to all readers of this process",
      labelNames: ["topic"] as const,
      buckets: latencyBounds,
    }),
    resyncs: new Counter({
      registers,
      name: "inkwire_live_resyncs_total",
      help: "Streams that could not go on from their cursor",
      labelNames: ["reason"] as const,
    }),
    slowReaders: new Counter({
      registers,
      name: "inkwire_live_slow_readers_dropped_total",
      help: "Connections cut because their reader left too much unread",
    }),
    refusedConnections: new Counter({
      registers,
      name: "inkwire_live_connections_refused_total",
      help: "Connections refused by a limit",
      labelNames: ["limit"] as const,
    }),
    relayLag: new Gauge({
      registers,
      name: "inkwire_live_relay_lag_seconds",
      help: "Age of the oldest committed event that has no seq yet",
    }),
    busUp: new Gauge({ registers, name: "inkwire_live_bus_up", help: "1 while messages between processes flow" }),
    jobs: new Gauge({
      registers,
      name: "inkwire_jobs",
      help: "Jobs of members that wait or run, in the whole installation",
      labelNames: ["state"] as const,
    }),
    jobSeconds: new Histogram({
      registers,
      name: "inkwire_job_seconds",
      help: "Duration of attempts at jobs",
      labelNames: ["kind", "outcome"] as const,
      buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
    }),
    procedure: new Histogram({
      registers,
      name: "inkwire_trpc_seconds",
      help: "Duration of procedures",
      labelNames: ["procedure", "type", "outcome"] as const,
      buckets: latencyBounds,
    }),
  };
}
