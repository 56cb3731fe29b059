import { isApart, type Viewer } from "@/live/viewer";
import { can, type StoryState } from "@/modules/story/policy";
import type { PersonView, RoomMessage, Roster } from "./schema";
import type { RoomState } from "./store";

/** One open stream of a room. */
export interface Watcher {
  readonly viewer: Viewer;
  tell(message: RoomMessage): void;
  end(): void;
}

interface Shown {
  people: Map<string, PersonView>;
  others: number;
  guests: number;
}

/** Who may watch a room, and so be seen in it. */
export const mayEnter = (room: string, viewer: Viewer, story: StoryState): boolean =>
  can(viewer, room.startsWith("studio:") ? "edit" : "read", story);

/** What a viewer sees of a room: themself, and whom no block keeps apart from them. */
export function rosterFor(viewer: Viewer, { people, members }: RoomState, guests: number): Roster {
  const seen = people.filter(({ id }) => id === viewer.memberId || !isApart(viewer, id));
  return { people: seen, others: members - people.length, guests };
}

/**
 * A room with those who watch it in this process. Each is told the difference between what they were shown and what they
 * may see now, so that a lost message, a block and a change of mind about being seen all come right in the same way.
 */
export class Room {
  readonly #watchers = new Map<Watcher, Shown | null>();
  #state: RoomState | undefined;

  constructor(
    readonly name: string,
    /** Guests here. */
    private readonly guests: () => number,
  ) {}

  get empty(): boolean {
    return this.#watchers.size === 0;
  }

  /** Whether it shows this member to somebody. */
  shows(memberId: string): boolean {
    return this.#state?.people.some(({ id }) => id === memberId) ?? false;
  }

  add(watcher: Watcher): void {
    this.#watchers.set(watcher, null);
  }

  remove(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** @param counting false where a change of mere numbers can wait for the next beat. */
  update(state: RoomState, counting: boolean): void {
    this.#state = state;
    for (const [watcher, shown] of this.#watchers) this.#show(watcher, shown, state, counting);
  }

  /** Ends the streams of those who may not be here any more. */
  sweep(): void {
    const story = this.#state?.story;
    if (!story) return;
    for (const watcher of [...this.#watchers.keys()]) {
      if (!mayEnter(this.name, watcher.viewer, story)) watcher.end();
    }
  }

  #show(watcher: Watcher, shown: Shown | null, state: RoomState, counting: boolean): void {
    if (!mayEnter(this.name, watcher.viewer, state.story)) return;
    const roster = rosterFor(watcher.viewer, state, state.guestsElsewhere + this.guests());
    const { others, guests } = roster;
    const people = new Map(roster.people.map((person) => [person.id, person]));
    if (!shown || (counting && (shown.others !== others || shown.guests !== guests))) {
      this.#watchers.set(watcher, { people, others, guests });
      watcher.tell({ type: "sync", ...roster });
      return;
    }
    shown.people.forEach((_, id) => {
      if (!people.has(id)) watcher.tell({ type: "leave", id });
    });
    for (const person of people.values()) {
      const before = shown.people.get(person.id);
      if (!before || before.at.join() !== person.at.join()) watcher.tell({ type: "join", person });
    }
    shown.people = people;
  }
}
