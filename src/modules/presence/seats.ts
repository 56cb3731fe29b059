import type { Seat } from "./store";

/** Who went away is taken to be there this much longer, in milliseconds: a page that reloads leaves nobody's sight. */
const graceMs = 4_000;

interface Held extends Seat {
  /** Of a guest: not in the database by name. */
  guest: boolean;
  /** Streams through which somebody is here: tabs, and connections that overlap for a moment. */
  uses: number;
  grace?: NodeJS.Timeout;
}

const keyOf = ({ room, memberId, at }: Seat) => `${room}\0${memberId}\0${at}`;

/** The seats of this process, and what the database knows of them yet. */
export class Seats {
  /** By room, so that who comes and goes is looked for among few. */
  readonly #held = new Map<string, Map<string, Held>>();
  readonly #written = new Map<string, Seat>();
  #guestsWritten = new Map<string, number>();

  constructor(private readonly onChange: () => void) {}

  get empty(): boolean {
    return this.#held.size === 0 && this.#guestsWritten.size === 0 && this.#written.size === 0;
  }

  enter(room: string, memberId: string | null, guest: string | null, at: string): string {
    const seat = memberId ? { room, memberId, at } : { room, memberId: `guest ${guest}`, at: "" };
    const key = keyOf(seat);
    const inRoom = this.#held.get(room) ?? new Map<string, Held>();
    const held = inRoom.get(key) ?? { ...seat, guest: memberId === null, uses: 0 };
    clearTimeout(held.grace);
    held.uses++;
    inRoom.set(key, held);
    this.#held.set(room, inRoom);
    // Who turns to another chapter has left the one before.
    for (const other of this.#of(room)) {
      if (other.uses === 0 && other.memberId === seat.memberId) this.#drop(other);
    }
    this.onChange();
    return key;
  }

  leave(room: string, key: string): void {
    const held = this.#held.get(room)?.get(key);
    if (!held || held.uses === 0) return;
    held.uses--;
    if (held.uses > 0) return;
    const stays = this.#of(room).some(({ memberId, uses }) => uses > 0 && memberId === held.memberId);
    if (stays) {
      this.#drop(held);
      return;
    }
    held.grace = setTimeout(() => this.#drop(held), graceMs);
    held.grace.unref();
  }

  #drop(held: Held): void {
    clearTimeout(held.grace);
    const inRoom = this.#held.get(held.room);
    inRoom?.delete(keyOf(held));
    if (inRoom?.size === 0) this.#held.delete(held.room);
    this.onChange();
  }

  #of(room: string): Held[] {
    return [...(this.#held.get(room)?.values() ?? [])];
  }

  get #all(): Held[] {
    return [...this.#held.keys()].flatMap((room) => this.#of(room));
  }

  has(room: string, memberId: string): boolean {
    return this.#of(room).some((held) => held.memberId === memberId);
  }

  roomsOf(memberId: string): Set<string> {
    return new Set(this.#all.filter((held) => held.memberId === memberId).map(({ room }) => room));
  }

  guestsIn(room: string): number {
    return this.#of(room).filter(({ guest }) => guest).length;
  }

  /** What the database is to be told; `confirm` once it knows. */
  changes(): { taken: Seat[]; left: Seat[]; confirm(): void } {
    const taken = this.#all.filter((held) => !held.guest && !this.#written.has(keyOf(held)));
    const left = [...this.#written.values()].filter((seat) => !this.#held.get(seat.room)?.has(keyOf(seat)));
    return {
      taken,
      left,
      confirm: () => {
        for (const seat of taken) this.#written.set(keyOf(seat), seat);
        for (const seat of left) this.#written.delete(keyOf(seat));
      },
    };
  }

  /** The numbers of guests by room, as far as the database knows others; a room without is told once as 0. */
  guestChanges(): { changed: Map<string, number>; confirm(): void } {
    const now = new Map<string, number>();
    for (const { guest, room } of this.#all) if (guest) now.set(room, (now.get(room) ?? 0) + 1);
    const changed = new Map([...now].filter(([room, count]) => this.#guestsWritten.get(room) !== count));
    for (const room of this.#guestsWritten.keys()) if (!now.has(room)) changed.set(room, 0);
    return {
      changed,
      confirm: () => {
        this.#guestsWritten = now;
      },
    };
  }

  /** The database has lost all: everything is told anew. */
  forget(): void {
    this.#written.clear();
    this.#guestsWritten.clear();
  }

  close(): void {
    for (const { grace } of this.#all) clearTimeout(grace);
  }
}
