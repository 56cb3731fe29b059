/** Exponential backoff with full jitter, so that clients dropped together do not come back together. */
const firstDelayMs = 500;
const longestDelayMs = 30_000;

export interface Chance {
  /** Milliseconds from any fixed point on. */
  now: () => number;
  random: () => number;
}

export const realChance: Chance = { now: () => performance.now(), random: () => Math.random() };

/**
 * A few turns at once, then one more every `everyMs`: at most `burst + n` within n times that. Unlike a count per window it
 * never makes who has used up the burst wait for the whole window.
 * Generic cell rate algorithm, ITU-T I.371, annex A.
 */
export class Pace {
  /** When the burst would be whole again. */
  #restedAt = 0;

  constructor(
    private readonly burst: number,
    private readonly everyMs: number,
    private readonly chance = realChance,
  ) {}

  /** How long the next turn has to wait, in milliseconds; 0 when it may be taken. */
  wait(): number {
    return Math.max(0, this.#restedAt - (this.burst - 1) * this.everyMs - this.chance.now());
  }

  taken(): void {
    this.#restedAt = Math.max(this.#restedAt, this.chance.now()) + this.everyMs;
  }
}

/** When to try again. */
export class Backoff {
  readonly #pace: Pace;
  #failures = 0;

  constructor(private readonly chance = realChance) {
    this.#pace = new Pace(6, 10_000, chance);
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
   * How long an attempt that is due now must still wait, ten seconds at most: whatever resets the rest, a server never meets
   * more than twelve of one client in a minute.
   */
  wait(): number {
    return this.#pace.wait();
  }

  /** An attempt is made, by this tab or another one of this browser. */
  attempted(): void {
    this.#pace.taken();
  }
}
