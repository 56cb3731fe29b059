import { type Bus, Channels } from "./bus";

/** The bus within one process. A message arrives after the caller's current turn, as it would from Redis. */
export function createMemoryBus(onError: (error: unknown) => void): Bus {
  const channels = new Channels(onError);
  return {
    up: true,
    onChange() {},
    async publish(channel, message) {
      queueMicrotask(() => channels.deliver(channel, message));
    },
    async subscribe(channel, onMessage) {
      const callback = (message: string) => onMessage(message);
      channels.add(channel, callback);
      return () => void channels.remove(channel, callback);
    },
    async close() {},
  };
}
