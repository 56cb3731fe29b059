import type { Logger } from "pino";
import { Access } from "./access";
import { Connections } from "./connections";
import { Hub } from "./hub";
import { postgresLog } from "./log";
import { createMemoryBus } from "./memory-bus";
import { accessSlot, busSlot, hubSlot, relaySlot } from "./process";
import { createRedisBus } from "./redis-bus";
import { Relay } from "./relay";

export interface Live {
  connections: Connections;
  /** Says whether messages between processes flow; null where there is one process only. */
  busState(): "up" | "down" | null;
  stop(): Promise<void>;
}

/** What happens often is logged once in this time. */
const logIntervalMs = 10_000;

/** Passes the first of many calls on, and after `intervalMs` the next one, with how many there were since. */
function atMostEvery<T>(intervalMs: number, report: (value: T, times: number) => void): (value: T) => void {
  let reported = Number.NEGATIVE_INFINITY;
  let times = 0;
  return (value) => {
    times++;
    if (performance.now() - reported < intervalMs) return;
    report(value, times);
    reported = performance.now();
    times = 0;
  };
}

/**
 * Starts the live engine of this process.
 * @param redisUrl undefined for a single process with its events in memory.
 * @throws StartError when that is asked for while other processes use the database.
 */
export async function startLive(options: {
  databaseUrl: string;
  redisUrl: string | undefined;
  log: Logger;
}): Promise<Live> {
  const { databaseUrl, redisUrl, log } = options;
  const onError = atMostEvery(logIntervalMs, (error: unknown, times) =>
    log.warn({ err: error, times }, "live: the bus reports an error"),
  );
  const bus = redisUrl
    ? createRedisBus({
        url: redisUrl,
        onError,
        onPublished: atMostEvery(logIntervalMs, (ms, messages) =>
          log.info({ messages }, `[Redis] Publish latency: ${ms.toFixed(1)}ms`),
        ),
      })
    : createMemoryBus(onError);
  const hub = new Hub(bus, postgresLog, log);
  const access = new Access(log);
  const relay = new Relay({ databaseUrl, bus, shared: redisUrl !== undefined, log });
  try {
    await relay.start();
    await hub.start();
    await access.start(hub);
  } catch (error) {
    await bus.close();
    throw error;
  }
  busSlot.set(bus);
  hubSlot.set(hub);
  accessSlot.set(access);
  relaySlot.set(relay);
  const connections = new Connections(log);
  return {
    connections,
    busState: () => (redisUrl ? (bus.up ? "up" : "down") : null),
    async stop() {
      access.stop();
      await relay.stop();
      await hub.stop();
      await bus.close();
    },
  };
}
