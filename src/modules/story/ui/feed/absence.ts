/** An absence shorter than this is none, in milliseconds. */
const leastMs = 10_000;
/** What was missed arrives within this time once the stream is back. */
const catchUpMs = 3_000;

/**
 * Tells what was missed from what happens now: a page that was cut off from the stream, or slept, hears of all that lies
 * between as soon as it is back. Whoever keeps one lets it `look` every few seconds.
 */
export class Absence {
  #looked: number;
  #from = 0;
  /** When the page was back; null while it is away. */
  #back: number | null = 0;

  constructor(private readonly now = () => Date.now()) {
    this.#looked = now();
  }

  /** @param connected whether the page hears of news at this moment. */
  look(connected: boolean): void {
    const now = this.now();
    const slept = now - this.#looked > leastMs;
    if ((!connected || slept) && this.#back !== null) {
      // One that had hardly been back is still away: after a sleep the connection turns out to be dead.
      if (!this.explains()) this.#from = this.#looked;
      this.#back = null;
    }
    if (connected) this.#back ??= now;
    this.#looked = now;
  }

  /** Whether an event that arrives now happened in an absence. */
  explains(): boolean {
    const now = this.now();
    const back = this.#back ?? now;
    return back - this.#from > leastMs && now - back < catchUpMs;
  }
}
