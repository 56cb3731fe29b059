import type { Connection } from "./connection";

export const pingIntervalMs = 10_000;
/** A client that has heard nothing for this long connects again: two pings missed, and some time for a slow network. */
export const reconnectAfterInactivityMs = 25_000;

const slots = 10;

/** All open streams of this process. Pings are spread over the interval so that they do not come in one burst. */
export class Connections {
  readonly #slots = Array.from({ length: slots }, () => new Set<Connection>());
  #next = 0;
  #size = 0;
  readonly #timer: NodeJS.Timeout;

  constructor() {
    let slot = 0;
    this.#timer = setInterval(() => {
      slot = (slot + 1) % slots;
      for (const connection of this.#slots[slot] ?? []) connection.ping();
    }, pingIntervalMs / slots);
    this.#timer.unref();
  }

  get size(): number {
    return this.#size;
  }

  add(connection: Connection): void {
    this.#next = (this.#next + 1) % slots;
    const slot = this.#slots[this.#next];
    slot?.add(connection);
    this.#size++;
    connection.onClose(() => {
      slot?.delete(connection);
      this.#size--;
    });
  }

  /** Ends every stream; readers come back after a random part of `withinMs`, so that they do not all come at once. */
  drain(withinMs: number): void {
    clearInterval(this.#timer);
    for (const slot of this.#slots) for (const connection of slot) connection.drain(Math.random() * withinMs);
  }
}
