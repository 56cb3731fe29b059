import type { Clock } from "./shelf";

/** After the last change, and at the latest after the first. */
const pauseMs = 2_000;
const longestMs = 30_000;

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

export type QueuePhase = "idle" | "waiting" | "saving" | "retrying" | "blocked";

/**
 * `done`: the server has all that there was when the attempt began. `later`: it may pass by itself.
 * `blocked`: it will not, until `resume`.
 */
export type Attempt = "done" | "later" | "blocked";

export interface SaveQueueOptions {
  /** Sends what is unsaved. Never rejects. */
  attempt: () => Promise<Attempt>;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  onPhase: () => void;
}

/**
 * When a manuscript is sent to the server: one attempt at a time, in these phases.
 *
 *     idle      nothing to send           touch -> waiting
 *     waiting   a pause is awaited        pause over, flush -> saving
 *     saving    an attempt is under way   done -> idle, or waiting if touched meanwhile
 *                                         later -> retrying, blocked -> blocked
 *     retrying  the server was not met    backoff over, wake, flush -> saving
 *     blocked   a person must decide      resume -> saving
 *
 * A touch while saving, retrying or blocked is remembered. After `stop` no attempt begins.
 */
export class SaveQueue {
  #phase: QueuePhase = "idle";
  #running: Promise<void> | null = null;
  #touched = false;
  #firstTouch = 0;
  #failures = 0;
  #stopped = false;
  #cancel: (() => void) | null = null;

  constructor(private readonly options: SaveQueueOptions) {}

  get phase(): QueuePhase {
    return this.#phase;
  }

  touch(): void {
    const now = this.options.clock.now();
    if (!this.#touched) this.#firstTouch = now;
    this.#touched = true;
    if (this.#phase === "idle" || this.#phase === "waiting") this.#await(now);
  }

  /**
   * Saves at once.
   * @returns whether the server now has everything
   */
  async flush(): Promise<boolean> {
    // An attempt may begin before the last change, or find that it has to merge and send again.
    for (let tries = 0; tries < 3; ) {
      if (this.#running) await this.#running;
      else if (this.#phase === "waiting" || (this.#phase === "retrying" && tries === 0)) {
        tries++;
        await this.#run();
      } else break;
    }
    return this.#phase === "idle";
  }

  /** The server may be within reach again. */
  wake(): void {
    if (this.#phase === "retrying") void this.#run();
  }

  block(): void {
    this.#clear();
    this.#enter("blocked");
  }

  resume(): void {
    if (this.#phase === "blocked") void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#clear();
  }

  #await(now: number): void {
    this.#enter("waiting");
    this.#schedule(Math.max(0, Math.min(pauseMs, this.#firstTouch + longestMs - now)));
  }

  #run(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#running ??= this.#attempt().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #attempt(): Promise<void> {
    this.#clear();
    this.#touched = false;
    this.#enter("saving");
    const result = await this.options.attempt();
    if (result === "blocked") return this.#enter("blocked");
    if (result === "later") {
      this.#failures++;
      this.#enter("retrying");
      return this.#schedule(this.#backoff());
    }
    this.#failures = 0;
    if (this.#touched) this.#await(this.options.clock.now());
    else this.#enter("idle");
  }

  /** Exponential, with a random part so that many editors do not come back at the same instant. */
  #backoff(): number {
    const ceiling = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(this.#failures - 1, 10));
    return ceiling / 2 + (ceiling / 2) * this.options.random();
  }

  #schedule(ms: number): void {
    this.#clear();
    if (!this.#stopped) this.#cancel = this.options.clock.after(ms, () => void this.#run());
  }

  #clear(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #enter(phase: QueuePhase): void {
    if (this.#phase === phase) return;
    this.#phase = phase;
    this.options.onPhase();
  }
}
