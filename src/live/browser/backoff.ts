/** Exponential backoff with full jitter, so that clients dropped together do not come back together. */
const firstDelayMs = 500;
const longestDelayMs = 30_000;

export interface Chance {
  /** Milliseconds from any fixed point on. */
  now: () => number;
  random: () => number;
}

export const realChance: Chance = { now: () => performance.now(), random: () => Math.random() };

/** Keeps to at most `most` turns within any `windowMs`, by making those wait that would be too many. */
export class Pace {
  readonly #turns: number[] = [];

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    private readonly chance = realChance,
  ) {}

  /** When a turn that is due in `delayMs` may be taken, in milliseconds from now. */
  wait(delayMs: number): number {
    const [oldest = Number.NEGATIVE_INFINITY] = this.#turns.length < this.most ? [] : this.#turns;
    return Math.max(delayMs, oldest + this.windowMs - this.chance.now());
  }

  taken(): void {
    if (this.#turns.length === this.most) this.#turns.shift();
    this.#turns.push(this.chance.now());
  }
}

/** When to try again. A server never meets more than twelve attempts of one client in a minute, whatever resets this. */
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
    return this.#pace.wait(Math.max(this.chance.random() * ceiling, askedMs));
  }

  /** The same where waiting is pointless in itself: something changed for the better. */
  immediately(): number {
    this.#failures = 0;
    return this.#pace.wait(0);
  }

  /** An attempt is made, by this tab or another one of this browser. */
  attempted(): void {
    this.#pace.taken();
  }

  succeed(): void {
    this.#failures = 0;
  }
}
