import type { Logger } from "pino";
import type { Connection } from "./connection";

export const pingIntervalMs = 10_000;
/** A client that has heard nothing for this long connects again: two pings missed, and some time for a slow network. */
export const reconnectAfterInactivityMs = 25_000;

const slots = 10;
/** How often a changed number of connections is logged at most. */
const logIntervalMs = 10_000;
/** As the process stops, at least one connection ends each time: a few of them need not take as long as thousands. */
const drainTickMs = 10;
/** What a drain that was held up makes up for at once, at most: this much of its time. */
const mostMadeUpMs = 100;

/** All open connections of this process. Pings are spread over the interval so that they do not come in one burst. */
export class Connections {
  readonly #slots = Array.from({ length: slots }, () => new Set<Connection>());
  readonly #held = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[];
  #next = 0;
  #size = 0;

  constructor(log: Logger) {
    let slot = 0;
    const ping = () => {
      slot = (slot + 1) % slots;
      for (const connection of this.#slots[slot] ?? []) connection.ping();
    };
    let logged = 0;
    const report = () => {
      if (logged !== this.#size) log.info(`[SSE] Active connections: ${this.#size}`);
      logged = this.#size;
    };
    this.#timers = [setInterval(ping, pingIntervalMs / slots), setInterval(report, logIntervalMs)];
    for (const timer of this.#timers) timer.unref();
  }

  get size(): number {
    return this.#size;
  }

  /** At most `limit`, those that have been open for longest first. */
  oldest(limit: number): Connection[] {
    return this.#all()
      .sort((a, b) => a.id - b.id)
      .slice(0, limit);
  }

  /** Ends those that are meant; their readers come back unless something else keeps them out. Returns how many. */
  interrupt(isMeant: (connection: Connection) => boolean): number {
    const meant = this.#all().filter(isMeant);
    for (const connection of meant) connection.interrupt();
    return meant.length;
  }

  #all(): Connection[] {
    return this.#slots.flatMap((slot) => [...slot]);
  }

  /** How many connections `person` holds at this process. */
  heldBy(person: string): number {
    return this.#held.get(person) ?? 0;
  }

  /** @param person whose connection it is, in whatever form limits tell people apart. */
  add(connection: Connection, person: string): void {
    this.#next = (this.#next + 1) % slots;
    const slot = this.#slots[this.#next];
    slot?.add(connection);
    this.#size++;
    this.#held.set(person, this.heldBy(person) + 1);
    connection.onClose(() => {
      slot?.delete(connection);
      this.#size--;
      const left = this.heldBy(person) - 1;
      if (left > 0) this.#held.set(person, left);
      else this.#held.delete(person);
    });
  }

  /**
   * Ends all connections within about `withinMs`, one after another, so that their readers arrive elsewhere a few at a time.
   * Until its turn each goes on receiving, which is why none is away for longer than a reader of a broken connection is. A
   * process that stands still takes longer: it does not end at once all those whose turn it has missed.
   */
  drain(withinMs: number): void {
    for (const timer of this.#timers) clearInterval(timer);
    const open = this.#all();
    let [ended, ticks, spentMs, last] = [0, 0, 0, performance.now()];
    const timer = setInterval(() => {
      const now = performance.now();
      spentMs += Math.min(now - last, mostMadeUpMs);
      last = now;
      const due = Math.max(++ticks, Math.ceil((open.length * spentMs) / withinMs));
      for (const connection of open.slice(ended, due)) connection.drain();
      ended = due;
      if (ended >= open.length) clearInterval(timer);
    }, drainTickMs);
  }
}
