/** Where a device keeps texts. The browser's is in browser-shelf.ts, the tests' in memory. */
export interface Shelf {
  /** Rejects when this device cannot keep it. */
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /** All that is kept under the prefix, the mirrored included; the newer where a key is kept in both ways. */
  list(prefix: string): Promise<{ key: string; value: unknown }[]>;
  /** The keys alone. */
  keys(prefix: string): Promise<string[]>;
  /**
   * Keeps a text at once, for a page that may be gone before `put` is done.
   * @returns whether there was room
   */
  mirror(key: string, value: unknown): boolean;
  unmirror(key: string): void;
}

/** Time, so that tests need not wait for it. */
export interface Clock {
  now(): number;
  /** @returns what calls it off */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
