/** Exponential backoff with full jitter, so that clients dropped together do not come back together. */
const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A server must never meet more than this many attempts of one client in a minute, whatever resets the backoff. */
const mostAttempts = 12;
const minuteMs = 60_000;

export class Backoff {
  #failures = 0;
  /** When the latest attempts were due. */
  readonly #attempts: number[] = [];

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly random: () => number = Math.random,
  ) {}

  /** How long to wait before the next attempt, in milliseconds; at least what the server asked for. */
  delay(askedMs = 0): number {
    const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** this.#failures);
    this.#failures++;
    return this.#due(Math.max(this.random() * ceiling, askedMs));
  }

  /** The same where waiting is pointless in itself: something changed for the better. */
  immediately(): number {
    this.#failures = 0;
    return this.#due(0);
  }

  succeed(): void {
    this.#failures = 0;
  }

  #due(delayMs: number): number {
    const now = this.now();
    const oldest = this.#attempts.length === mostAttempts ? this.#attempts.shift() : undefined;
    const due = Math.max(now + delayMs, (oldest ?? Number.NEGATIVE_INFINITY) + minuteMs);
    this.#attempts.push(due);
    return due - now;
  }
}
