import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { accessChanged } from "@/live/access";
import { followTopic } from "@/live/follow-topic";
import type { Frame } from "@/live/frame";
import { live } from "@/live/live";
import { hubSlot } from "@/live/process";
import { storyTextWithdrawn } from "@/modules/story/events";
import { slot } from "@/platform/singleton";
import { roomChanged } from "./events";
import { Room, type Watcher } from "./room";
import { Seats } from "./seats";
import { beat, changeSeats, endLease, readRooms } from "./store";

/** The lease of a process is renewed and its rooms are compared this often; it lasts three beats. */
const beatMs = 3_000;
/** What the eye of a person would not tell apart goes to the database in one statement. */
const gatherMs = 50;
/** Rights are compared this often, in memory. */
const sweepMs = 1_000;

export interface Entry extends Watcher {
  room: string;
  /** Where in the room; "" for nowhere in particular. */
  at: string;
  /** Who is in it by watching: a member by id, a guest by the key of the browser. */
  guest: string | null;
}

interface OpenRoom {
  room: Room;
  detach: Promise<(() => void)[]>;
}

/**
 * The rooms that are watched in this process. Who is in a room lies in the database, under the lease of the process through
 * which they are; the bus says that a room changed, and each beat makes up for what it did not say. A process without
 * watchers asks nothing.
 */
export class Rooms {
  readonly #id = randomUUID();
  readonly #rooms = new Map<string, OpenRoom>();
  readonly #seats = new Seats(() => this.#gather());
  readonly #dirty = new Set<string>();
  #gathering: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];
  #detach: () => void = () => {};

  constructor(private readonly log: Logger) {}

  async start(): Promise<void> {
    this.#detach = await followTopic(hubSlot.get(), this.log, {
      topic: "access",
      event: accessChanged.name,
      deliver: (frame) => this.#takeAccess(frame),
      missed: () => {
        for (const name of this.#rooms.keys()) this.#refresh(name);
      },
    });
    this.#timers = [
      setInterval(() => this.#run(() => this.#beat()), beatMs),
      setInterval(() => this.#sweep(), sweepMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#gathering);
    this.#seats.close();
    this.#detach();
    await this.#working;
    await endLease(this.#id);
  }

  /** Somebody is in a room, and watches it, until the function that this returns is called. */
  enter(entry: Entry): () => void {
    const { room } = this.#open(entry.room);
    const leave = () => {
      room.remove(watcher);
      this.#seats.leave(entry.room, seat);
      if (room.empty) this.#close(entry.room);
    };
    const watcher: Watcher = {
      viewer: entry.viewer,
      tell: (message) => entry.tell(message),
      end() {
        leave();
        entry.end();
      },
    };
    const seat = this.#seats.enter(entry.room, entry.viewer.memberId, entry.guest, entry.at);
    room.add(watcher);
    this.#refresh(entry.room);
    return leave;
  }

  #open(name: string): OpenRoom {
    const existing = this.#rooms.get(name);
    if (existing) return existing;
    const id = this.#id;
    const refresh = () => this.#refresh(name);
    const detach = Promise.all([
      followTopic(hubSlot.get(), this.log, {
        topic: roomChanged.topic({ room: name }),
        event: roomChanged.name,
        deliver({ data }) {
          if (roomChanged.payload.parse(data).by !== id) refresh();
        },
        missed: refresh,
      }),
      followTopic(hubSlot.get(), this.log, {
        topic: `story:${name.split(":")[1]}`,
        event: storyTextWithdrawn.name,
        deliver: refresh,
        missed: refresh,
      }),
    ]);
    detach.catch((error) =>
      this.log.warn({ err: error, room: name }, "presence: a room is compared by its beat alone"),
    );
    const open = { room: new Room(name, () => this.#seats.guestsIn(name)), detach };
    this.#rooms.set(name, open);
    return open;
  }

  #close(name: string): void {
    const open = this.#rooms.get(name);
    if (!open?.room.empty) return;
    this.#rooms.delete(name);
    open.detach
      .then((detaches) => {
        for (const detach of detaches) detach();
      })
      .catch(() => {});
  }

  #takeAccess({ data }: Frame): void {
    const change = accessChanged.payload.parse(data);
    if (!("memberId" in change)) return;
    const { memberId, type } = change;
    for (const [name, { room }] of this.#rooms) {
      const concerned = room.shows(memberId) || this.#seats.has(name, memberId);
      if (concerned || (type === "boundary-changed" && room.shows(change.otherId))) this.#refresh(name);
    }
    if (type !== "visibility-changed") return;
    // Only here is it known in which rooms somebody sits whom nobody saw.
    for (const name of this.#seats.roomsOf(memberId)) this.#ring(name);
  }

  #ring(room: string): void {
    void live.pulse(roomChanged, { room, by: this.#id });
  }

  #refresh(room: string): void {
    this.#dirty.add(room);
    this.#gather();
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#run(() => this.#work());
    }, gatherMs);
  }

  /** One statement after another; what fails is made up for by the next beat. */
  #run(work: () => Promise<void>): void {
    this.#working = this.#working
      .then(work)
      .catch((error) => this.log.warn({ err: error }, "presence: the next beat tries again"));
  }

  async #work(): Promise<void> {
    const { taken, left, confirm } = this.#seats.changes();
    if (taken.length + left.length > 0) {
      await changeSeats(this.#id, taken, left);
      confirm();
      for (const room of new Set([...taken, ...left].map((seat) => seat.room))) {
        this.#ring(room);
        this.#dirty.add(room);
      }
    }
    const rooms = [...this.#dirty].filter((name) => this.#rooms.has(name));
    this.#dirty.clear();
    if (rooms.length === 0) return;
    for (const state of await readRooms(this.#id, rooms)) this.#rooms.get(state.room)?.room.update(state, false);
  }

  async #beat(): Promise<void> {
    if (this.#rooms.size === 0 && this.#seats.empty) return;
    const guests = this.#seats.guestChanges();
    const { renewed, states } = await beat(this.#id, [...this.#rooms.keys()], guests.changed);
    guests.confirm();
    if (renewed) this.#seats.forget();
    for (const state of states) this.#rooms.get(state.room)?.room.update(state, true);
    this.#gather();
  }

  #sweep(): void {
    for (const { room } of [...this.#rooms.values()]) room.sweep();
  }
}

const roomsSlot = slot<Rooms>("presence");

/** The rooms of this process. */
export const rooms = (): Rooms => roomsSlot.get();

/** Begins to keep the rooms of this process, once its live engine runs. */
export async function startPresence(log: Logger): Promise<Rooms> {
  const started = new Rooms(log);
  await started.start();
  roomsSlot.set(started);
  return started;
}
