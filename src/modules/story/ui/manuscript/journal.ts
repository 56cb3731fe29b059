import type { JournalEntry } from "./journal-entry";
import type { Clock, Shelf } from "./shelf";
import type { Texts } from "./texts";

/** A pause in typing after which the text is written to the device, and the longest that it waits without one. */
const pauseMs = 250;
const longestMs = 1_000;

/** `empty`: nothing is unsaved. `pending`: about to be written. `failed`: the device cannot keep it. */
export type DeviceState = "empty" | "pending" | "held" | "failed";

/**
 * The unsaved text of one editor, kept on the device. Writes are made one after another, so that an older text never
 * lands on a newer one, and only the newest waiting one is made.
 */
export class Journal<T extends Texts> {
  #state: DeviceState = "empty";
  #pending: JournalEntry<T> | null = null;
  #pendingSince = 0;
  #writing: JournalEntry<T> | null = null;
  #cancel: (() => void) | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly shelf: Shelf,
    private readonly clock: Clock,
    private readonly key: string,
    private readonly onState: () => void,
  ) {}

  get state(): DeviceState {
    return this.#state;
  }

  note(entry: JournalEntry<T>): void {
    const now = this.clock.now();
    if (!this.#pending) this.#pendingSince = now;
    this.#pending = entry;
    // A device that has failed stays so in words until a write succeeds.
    if (this.#state !== "failed") this.#set("pending");
    this.#cancel?.();
    this.#cancel = this.clock.after(Math.max(0, Math.min(pauseMs, this.#pendingSince + longestMs - now)), () => {
      void this.flush();
    });
  }

  /** Resolves when what was noted is kept, or cannot be. */
  flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    this.#work = this.#work.then(() => this.#write());
    return this.#work;
  }

  /** Keeps at once what is not written yet, for a page that may go away. */
  mirror(): void {
    const entry = this.#pending ?? this.#writing;
    if (entry) this.#mirrorEntry(entry);
  }

  /** Forgets the text: someone else has it now. */
  drop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    this.#pending = null;
    this.shelf.unmirror(this.key);
    this.#work = this.#work.then(async () => {
      try {
        await this.shelf.remove(this.key);
      } catch {
        // A text that stays behind is equal to the server's and is dropped when the story is next opened.
      }
      this.#set(this.#pending ? "pending" : "empty");
    });
    return this.#work;
  }

  async #write(): Promise<void> {
    const entry = this.#pending;
    if (!entry) return;
    this.#pending = null;
    this.#writing = entry;
    try {
      await this.shelf.put(this.key, entry);
      if (!this.#pending) this.shelf.unmirror(this.key);
      this.#set(this.#pending ? "pending" : "held");
    } catch {
      this.#set(this.#mirrorEntry(entry) ? "held" : "failed");
    } finally {
      this.#writing = null;
    }
  }

  #mirrorEntry(entry: JournalEntry<T>): boolean {
    // The rest only makes merging easier, and is the first to go where room is short.
    return this.shelf.mirror(this.key, entry) || this.shelf.mirror(this.key, { ...entry, base: null, attempted: [] });
  }

  #set(state: DeviceState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.onState();
  }
}
