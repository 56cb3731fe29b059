/**
 * Carries messages between the processes of one installation, now. It may lose messages and says so when it notices;
 * what must not be lost is in the log.
 */
export interface Bus {
  /** Hands `message` to every subscriber of `channel` in every process. Rejects when it cannot. */
  publish(channel: string, message: string): Promise<void>;

  /** Resolves once messages are sure to arrive; the function it resolves with ends the subscription. */
  subscribe(channel: string, onMessage: (message: string) => void): Promise<() => void>;

  /** False while messages cannot be expected to arrive. */
  readonly up: boolean;

  /** Calls back whenever `up` changes; each time it becomes true, messages may have been missed before. */
  onChange(callback: (up: boolean) => void): void;

  close(): Promise<void>;
}

/** One subscription of the underlying system for any number of callbacks; one that throws harms no other. */
export class Channels {
  readonly #callbacks = new Map<string, Set<(message: string) => void>>();

  constructor(private readonly onError: (error: unknown) => void) {}

  /** Returns true when `channel` had no callback before. */
  add(channel: string, callback: (message: string) => void): boolean {
    const existing = this.#callbacks.get(channel);
    if (existing) {
      existing.add(callback);
      return false;
    }
    this.#callbacks.set(channel, new Set([callback]));
    return true;
  }

  /** Returns true when `channel` has no callback any more. */
  remove(channel: string, callback: (message: string) => void): boolean {
    const callbacks = this.#callbacks.get(channel);
    if (!callbacks?.delete(callback) || callbacks.size > 0) return false;
    this.#callbacks.delete(channel);
    return true;
  }

  deliver(channel: string, message: string): void {
    for (const callback of this.#callbacks.get(channel) ?? []) {
      try {
        callback(message);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  has(channel: string): boolean {
    return this.#callbacks.has(channel);
  }
}
