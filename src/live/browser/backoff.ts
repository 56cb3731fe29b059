/** Exponential backoff with full jitter, so that clients dropped together do not come back together. */
const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A server must never meet more than this many attempts of one client in a minute, whatever resets the backoff. */
const mostAttempts = 12;
const minuteMs = 60_000;

export class Backoff {
  #failures = 0;
  readonly #attempts: number[] = [];

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly random: () => number = Math.random,
  ) {}

  /** Notes that an attempt is being made. */
  attempt(): void {
    this.#attempts.push(this.now());
    if (this.#attempts.length > mostAttempts) this.#attempts.shift();
  }

  /** How long to wait before the next attempt, in milliseconds; at least what the server asked for. */
  delay(askedMs = 0): number {
    const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** this.#failures);
    this.#failures++;
    return Math.max(this.random() * ceiling, askedMs, this.#untilAllowed());
  }

  /** How long to wait where waiting is pointless in itself: something changed for the better. */
  immediately(): number {
    this.#failures = 0;
    return this.#untilAllowed();
  }

  succeed(): void {
    this.#failures = 0;
  }

  #untilAllowed(): number {
    const oldest = this.#attempts.length === mostAttempts ? this.#attempts[0] : undefined;
    return oldest === undefined ? 0 : Math.max(0, oldest + minuteMs - this.now());
  }
}
