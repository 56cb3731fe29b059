/** Exponential backoff with full jitter, so that clients dropped together do not come back together. */
const firstDelayMs = 500;
const longestDelayMs = 30_000;

export interface Chance {
  /** Milliseconds from any fixed point on. */
  now: () => number;
  random: () => number;
}

export const realChance: Chance = { now: () => performance.now(), random: () => Math.random() };

/** Keeps to at most `most` turns within any `windowMs`. */
export class Pace {
  readonly #turns: number[] = [];

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    private readonly chance = realChance,
  ) {}

  /** How long the next turn has to wait, in milliseconds; 0 when it may be taken. */
  wait(): number {
    const [oldest = 0] = this.#turns;
    return this.#turns.length < this.most ? 0 : Math.max(0, oldest + this.windowMs - this.chance.now());
  }

  taken(): void {
    if (this.#turns.length === this.most) this.#turns.shift();
    this.#turns.push(this.chance.now());
  }
}

/** When to try again. */
export class Backoff {
  readonly #pace: Pace;
  #failures = 0;

  constructor(private readonly chance = realChance) {
    this.#pace = new Pace(12, 60_000, chance);
  }

  /** How long to wait before the next attempt, in milliseconds; at least what the server asked for. */
  delay(askedMs = 0): number {
    const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** this.#failures);
    this.#failures++;
    return Math.max(this.chance.random() * ceiling, askedMs);
  }

  /** An attempt succeeded, or something changed for the better. */
  reset(): void {
    this.#failures = 0;
  }

  /**
   * How long an attempt that is due now must still wait: whatever resets the rest, a server never meets more than twelve of
   * one client in a minute.
   */
  wait(): number {
    return this.#pace.wait();
  }

  /** An attempt is made, by this tab or another one of this browser. */
  attempted(): void {
    this.#pace.taken();
  }
}
