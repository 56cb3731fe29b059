import { randomUUID } from "node:crypto";
import { traced } from "@/platform/tracing";
import { type Bus, Channels } from "./bus";
import { openRedis } from "./redis-link";

export interface RedisBusOptions {
  url: string;
  onError(error: unknown): void;
  /** Told how long Redis took to take a message, in milliseconds. */
  onPublished?(milliseconds: number): void;
}

/** How often the bus rings itself, and how long it waits to hear it. */
const probeIntervalMs = 2_000;
const probeTimeoutMs = 2_000;

/**
 * The bus over Redis pub/sub. A channel is subscribed to once, however many callbacks it has, so `PUBSUB NUMSUB` counts
 * processes.
 */
export function createRedisBus({ url, onError, onPublished }: RedisBusOptions): Bus {
  const link = openRedis(url);
  const channels = new Channels(onError);
  const observers = new Set<(up: boolean) => void>();
  /** Channels that could not be asked for: Redis was away, and a cluster then does not remember them by itself. */
  const unasked = new Set<string>();
  /** Wakes those who wait for a confirmation that a lost connection will not bring any more. */
  const waiting = new Set<() => void>();
  let up = false;
  let closing = false;

  const report = (error: unknown) => {
    if (!closing) onError(error);
  };
  link.onError(report);
  link.onMessage((channel, message) => channels.deliver(channel, message));
  link.onStatus(() => {
    const now = link.ready();
    if (!now) for (const giveUp of waiting) giveUp();
    if (now === up) return;
    up = now;
    for (const observer of observers) observer(up);
  });

  const ask = async (channel: string) => {
    try {
      await link.subscribe(channel);
      unasked.delete(channel);
    } catch (error) {
      if (channels.has(channel)) unasked.add(channel);
      report(error);
    }
  };
  const askAgain = () => {
    for (const channel of unasked) {
      if (channels.has(channel)) void ask(channel);
      else unasked.delete(channel);
    }
  };

  // A connection whose packets vanish looks open for minutes; only a message that comes back proves that it is.
  const probe = `inkwire:probe:${randomUUID()}`;
  let answered = true;
  let deadline: NodeJS.Timeout | undefined;
  const judge = () => {
    if (answered || closing) return;
    onError(new Error("Redis does not answer; connecting again"));
    link.reconnect();
  };
  const ring = () => {
    if (!up) return;
    askAgain();
    answered = false;
    link.publish(probe, "").catch(() => {});
    clearTimeout(deadline);
    deadline = setTimeout(judge, probeTimeoutMs).unref();
  };
  channels.add(probe, () => {
    answered = true;
    clearTimeout(deadline);
  });
  observers.add((isUp) => {
    clearTimeout(deadline); // what was asked over the connection before is no question of this one
    if (isUp) askAgain();
  });
  const prober = setInterval(ring, probeIntervalMs).unref();
  unasked.add(probe);

  return {
    get up() {
      return up;
    },
    onChange(callback) {
      observers.add(callback);
    },
    async publish(channel, message) {
      const begun = performance.now();
      await traced(
        () => ({ name: "redis publish", kind: "client" }),
        () => link.publish(channel, message),
      );
      onPublished?.(performance.now() - begun);
    },
    async subscribe(channel, onMessage) {
      const callback = (message: string) => onMessage(message);
      channels.add(channel, callback);
      const unsubscribe = () => {
        if (channels.remove(channel, callback) && !closing) link.unsubscribe(channel).catch(report);
      };
      // Asked each time, since a subscription under way would otherwise count as confirmed; Redis ignores a repetition.
      // While Redis is away this must not hold up a stream: the log serves it until the subscription is there.
      const confirmed = ask(channel);
      if (!link.ready()) return unsubscribe;
      await new Promise<void>((resolve) => {
        const done = () => {
          waiting.delete(done);
          resolve();
        };
        waiting.add(done);
        void confirmed.then(done);
      });
      return unsubscribe;
    },
    async close() {
      closing = true;
      clearInterval(prober);
      clearTimeout(deadline);
      link.close();
    },
  };
}
