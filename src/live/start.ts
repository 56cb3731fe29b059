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
  const onError = (error: unknown) => log.warn({ err: error }, "live: the bus reports an error");
  const bus = redisUrl
    ? createRedisBus({
        url: redisUrl,
        onError,
        onPublished: (ms) => log.debug(`[Redis] Publish latency: ${ms.toFixed(1)}ms`),
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
