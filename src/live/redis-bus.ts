import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { type Bus, Channels } from "./bus";

export interface RedisBusOptions {
  url: string;
  onError(error: unknown): void;
  /** Told how long Redis took to take a message, in milliseconds. */
  onPublished?(milliseconds: number): void;
}

/** Never longer than this between attempts, so that a Redis that is back is noticed soon. */
const longestReconnectDelayMs = 1_000;
/** How often the bus rings itself, and how long it waits to hear it. */
const probeIntervalMs = 2_000;
const probeTimeoutMs = 2_000;

/**
 * The bus over Redis pub/sub. One connection publishes and one listens, since a listening connection can do nothing else.
 * A channel is subscribed to once, however many callbacks it has, so `PUBSUB NUMSUB` counts processes.
 */
export function createRedisBus({ url, onError, onPublished }: RedisBusOptions): Bus {
  const common = {
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), longestReconnectDelayMs),
    connectTimeout: 3_000,
  };
  // A message for a dead Redis is refused at once: the log has it, and the relay sends it when Redis is back.
  const publisher = new Redis(url, {
    ...common,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 3_000,
  });
  const subscriber = new Redis(url, { ...common, maxRetriesPerRequest: null, autoResubscribe: true });

  const channels = new Channels(onError);
  const observers = new Set<(up: boolean) => void>();
  let up = false;
  let closing = false;

  const noticeState = () => {
    const now = publisher.status === "ready" && subscriber.status === "ready";
    if (now === up) return;
    up = now;
    for (const observer of observers) observer(up);
  };
  for (const connection of [publisher, subscriber]) {
    connection.on("ready", noticeState);
    connection.on("close", noticeState);
    connection.on("error", (error) => {
      if (!closing) onError(error);
    });
  }
  subscriber.on("message", (channel, message) => channels.deliver(channel, message));

  // A connection whose packets vanish looks open for minutes; only a message that comes back proves that it is.
  const probe = `inkwire:probe:${randomUUID()}`;
  let answered = true;
  let deadline: NodeJS.Timeout | undefined;
  const reconnect = () => {
    if (answered || closing) return;
    onError(new Error("Redis does not answer; connecting again"));
    for (const connection of [publisher, subscriber]) connection.disconnect(true);
  };
  const ring = () => {
    if (!up) return;
    answered = false;
    publisher.publish(probe, "").catch(() => {});
    clearTimeout(deadline);
    deadline = setTimeout(reconnect, probeTimeoutMs).unref();
  };
  channels.add(probe, () => {
    answered = true;
    clearTimeout(deadline);
  });
  subscriber.subscribe(probe).catch(() => {}); // renewed with all others when Redis is there
  const prober = setInterval(ring, probeIntervalMs).unref();

  return {
    get up() {
      return up;
    },
    onChange(callback) {
      observers.add(callback);
    },
    async publish(channel, message) {
      const begun = performance.now();
      await publisher.publish(channel, message);
      onPublished?.(performance.now() - begun);
    },
    async subscribe(channel, onMessage) {
      const callback = (message: string) => onMessage(message);
      channels.add(channel, callback);
      const unsubscribe = () => {
        if (channels.remove(channel, callback) && !closing) subscriber.unsubscribe(channel).catch(onError);
      };
      // Asked each time, since a subscription under way would otherwise count as confirmed; Redis ignores a repetition.
      // While Redis is away this must not hold up a stream: the log serves it, and ioredis subscribes on reconnection.
      const confirmed = subscriber.subscribe(channel).catch((error) => {
        if (!closing) onError(error);
      });
      if (subscriber.status === "ready") await confirmed;
      return unsubscribe;
    },
    async close() {
      closing = true;
      clearInterval(prober);
      clearTimeout(deadline);
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
