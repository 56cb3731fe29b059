import { Asides } from "./asides";
import { type DeviceState, Journal } from "./journal";
import { type SetAside, textPrefix } from "./journal-entry";
import { type Conflict, conflictOf, keeps, type Opening, reconcile } from "./reconcile";
import { type Attempt, type QueuePhase, SaveQueue } from "./save-queue";
import type { Clock, Shelf } from "./shelf";
import { type Form, isEmptyPatch, type Saved, sameTexts, type Texts, toSend, withoutNul } from "./texts";

export type SaveResult<T extends Texts> =
  | { kind: "saved"; current: Saved<T> }
  | { kind: "conflict"; current: Saved<T> }
  | { kind: "unreachable" }
  | { kind: "signed-out" }
  | { kind: "other-member"; name: string }
  | { kind: "refused"; message: string };

/** Why the server does not have the text, where waiting will not help. */
export type Trouble = Extract<SaveResult<Texts>, { kind: "signed-out" | "other-member" | "refused" }>;

/** All that a manuscript needs of the world around it. */
export interface Surroundings<T extends Texts> {
  form: Form<T>;
  /** What the texts are of: `detailsSubject` or `chapterSubject`. */
  subject: string;
  memberId: string;
  /** Names this editor among all tabs of the browser. */
  session: string;
  shelf: Shelf;
  clock: Clock;
  random: () => number;
  /** Sends changes to the version named. Never rejects. */
  save(version: number, patch: Partial<T>): Promise<SaveResult<T>>;
  /** Tells the other tabs what the server has taken. */
  tell(saved: Saved<T>): void;
}

export interface Snapshot<T extends Texts> {
  texts: T;
  saved: Saved<T>;
  phase: QueuePhase;
  device: DeviceState;
  trouble: Trouble | null;
  conflict: Conflict<T> | null;
  /** The text came from this device when the editor opened. */
  restored: boolean;
  asides: readonly SetAside<T>[];
  /** Something is held by this page alone, and is lost with it. */
  atRisk: boolean;
}

const attemptsKept = 3;
const closingMs = 3_000;

/**
 * A story, or a chapter of one, under the hands of its author. Whatever is typed goes to the device's journal first and to the server after;
 * the journal lets go of a text only when the server has acknowledged exactly that, and whatever else would be replaced
 * is set aside. So the last text typed is always on the server, in the journal or among those set aside.
 */
export class Manuscript<T extends Texts> {
  #texts: T;
  #saved: Saved<T>;
  #trouble: Trouble | null = null;
  #conflict: Conflict<T> | null = null;
  /** What the server had when a text from this device took its place; null once that is accepted. */
  #beforeRestoring: T | null = null;
  /** News of the server's state that came while an attempt was under way. */
  #heard: Saved<T> | null = null;
  /** Sent from the present version without an answer: the server may have taken one of them. */
  #unanswered: readonly T[] = [];
  #snapshot: Snapshot<T> | null = null;
  readonly #observers = new Set<() => void>();
  readonly #journal: Journal<T>;
  readonly #queue: SaveQueue;
  readonly #asides: Asides<T>;

  constructor(
    private readonly around: Surroundings<T>,
    saved: Saved<T>,
  ) {
    const { shelf, clock, random, memberId, subject, session } = around;
    const changed = () => this.#changed();
    this.#saved = saved;
    this.#texts = saved.texts;
    this.#journal = new Journal(shelf, clock, textPrefix(memberId, subject) + session, changed);
    this.#queue = new SaveQueue({ attempt: () => this.#attempt(), clock, random, onPhase: changed });
    this.#asides = new Asides(around, changed);
  }

  /** Starts from what was found on the device. Resolves when it is kept under this editor's own name. */
  async begin(opening: Opening<T>, asides: readonly SetAside<T>[]): Promise<void> {
    this.#asides.load(asides);
    if (opening.kind === "server") return;
    if (opening.kind === "restored") {
      this.#beforeRestoring = this.#saved.texts;
      this.#replace(opening.texts);
    } else this.#dispute(opening.conflict);
    await this.#journal.flush();
  }

  subscribe = (observer: () => void): (() => void) => {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  };

  snapshot = (): Snapshot<T> => {
    this.#snapshot ??= {
      texts: this.#texts,
      saved: this.#saved,
      phase: this.#queue.phase,
      device: this.#journal.state,
      trouble: this.#trouble,
      conflict: this.#conflict,
      restored: this.#beforeRestoring !== null,
      asides: this.#asides.items,
      atRisk: this.#journal.state === "failed" || this.#asides.atRisk,
    };
    return this.#snapshot;
  };

  edit(changes: Partial<T>): void {
    this.#replace(withoutNul(this.around.form, { ...this.#texts, ...changes }));
  }

  /** @returns whether the server now has everything */
  async saveNow(): Promise<boolean> {
    await this.#journal.flush();
    return (await this.#queue.flush()) && this.#trouble === null;
  }

  /** For a page that is left, perhaps for good. */
  leaving(): void {
    this.#journal.mirror();
    void this.#journal.flush();
  }

  /** The network is back, or the page is looked at again. */
  wake(): void {
    this.#queue.wake();
  }

  /** The member has signed in again. */
  signedIn(): void {
    if (this.#trouble && this.#trouble.kind !== "refused") this.#queue.resume();
  }

  /** The server's state became known without a save of ours: another tab's save, a publication. */
  arrive(current: Saved<T>): void {
    if (current.version <= this.#saved.version || this.#conflict) return;
    if (this.#queue.phase === "saving") this.#heard = current;
    else this.#adopt(current);
  }

  /** Ends a conflict with the text to go on with. What it does not hold is set aside. */
  async resolve(texts: T): Promise<void> {
    const conflict = this.#conflict;
    if (!conflict) return;
    for (const candidate of [conflict.theirs, conflict.mine, this.#texts]) {
      if (keeps(texts, candidate, conflict.fields)) continue;
      await this.#asides.add(candidate, candidate === conflict.theirs ? "theirs" : "mine");
    }
    this.#conflict = null;
    this.#beforeRestoring = null;
    this.#base(conflict.current);
    this.#replace(texts);
    await this.#journal.flush();
    this.#queue.resume();
  }

  /** Goes back to the text that the server had. @returns what brings the discarded one back */
  async discardRestored(): Promise<() => Promise<void>> {
    const before = this.#beforeRestoring ?? this.#saved.texts;
    const id = await this.#asides.add(this.#texts, "discarded");
    this.#beforeRestoring = null;
    this.#replace(before);
    return () => this.bringBack(id, false);
  }

  /** Goes on with a text that was set aside, and with `swap` sets the present one aside for it. */
  async bringBack(id: string, swap = true): Promise<void> {
    const found = this.#asides.items.find((item) => item.id === id);
    if (!found) return;
    if (swap && !sameTexts(this.around.form, found.texts, this.#texts)) await this.#asides.add(this.#texts, "replaced");
    this.#replace(found.texts);
    await this.#journal.flush();
    if (this.#journal.state !== "failed") await this.#asides.remove(id);
  }

  /** The server counted on, by a change that left these texts alone. */
  advance(version: number): void {
    if (version === this.#saved.version + 1) this.arrive({ ...this.#saved, version });
  }

  acceptRestored(): void {
    this.#beforeRestoring = null;
    this.#changed();
  }

  /** Keeps the last change, sends it if the server is met soon, and stops. */
  async close(): Promise<void> {
    this.leaving();
    await this.#journal.flush();
    const patience = new Promise<void>((resolve) => this.around.clock.after(closingMs, resolve));
    await Promise.race([this.#queue.flush(), patience]);
    this.#queue.stop();
  }

  #replace(texts: T): void {
    this.#texts = texts;
    this.#note();
    this.#queue.touch();
    this.#changed();
  }

  #note(): void {
    const { memberId, clock } = this.around;
    const base = this.#conflict?.base ?? this.#saved;
    this.#journal.note({
      memberId,
      baseVersion: base.version,
      base: base.texts,
      texts: this.#texts,
      attempted: [...this.#unanswered],
      savedAt: clock.now(),
    });
  }

  async #attempt(): Promise<Attempt> {
    if (this.#conflict) return "blocked";
    const { form } = this.around;
    let { patch, refusal } = toSend(form, this.#saved.texts, this.#texts);
    if (isEmptyPatch(patch)) {
      this.#setTrouble(refused(refusal));
      if (this.#unanswered.length === 0) return this.#settled();
      // Something may be there that is no longer wanted: sending anything shows whether it is.
      patch = { ...patch, [form.probe]: this.#saved.texts[form.probe] };
    }
    const sent = { ...this.#saved.texts, ...patch };
    this.#unanswered = [
      ...this.#unanswered.filter((texts) => !sameTexts(form, texts, sent)).slice(-attemptsKept),
      sent,
    ];
    this.#note();
    const result = await this.around.save(this.#saved.version, patch);
    switch (result.kind) {
      case "saved":
        this.#setTrouble(refused(refusal));
        // What was acknowledged counts as what is there, even if the server wrote it in another way.
        this.#base({ ...result.current, texts: sent });
        this.around.tell(this.#saved);
        return this.#settled();
      case "conflict":
        this.#setTrouble(null);
        this.#adopt(result.current);
        return this.#settled();
      case "unreachable":
        this.#setTrouble(null);
        return "later";
      case "refused":
        this.#setTrouble(result);
        return "done";
      default:
        this.#setTrouble(result);
        return "blocked";
    }
  }

  /** After an attempt: news that waited is taken up, and the journal keeps what the server does not have. */
  #settled(): Attempt {
    const heard = this.#heard;
    this.#heard = null;
    if (heard && heard.version > this.#saved.version && !this.#conflict) this.#adopt(heard);
    if (this.#conflict) return "blocked";
    this.#keepOrDrop();
    this.#changed();
    return "done";
  }

  #adopt(current: Saved<T>): void {
    const { form } = this.around;
    if (this.#unanswered.some((texts) => sameTexts(form, texts, current.texts))) {
      // Our own save, of which the answer was lost.
      this.#base(current);
    } else {
      const mine = this.#clean() ? this.#saved.texts : this.#texts;
      const result = reconcile(form, this.#saved.texts, mine, current.texts);
      if (result.conflicts.length > 0) {
        this.#dispute(conflictOf(result, this.#saved, current));
        return;
      }
      this.#base(current);
      this.#texts = result.merged;
    }
    this.#keepOrDrop();
    this.#changed();
  }

  /** Nothing to send, and nothing that the server would refuse. */
  #clean(): boolean {
    const { patch, refusal } = toSend(this.around.form, this.#saved.texts, this.#texts);
    return isEmptyPatch(patch) && refusal === null;
  }

  #keepOrDrop(): void {
    if (this.#clean()) {
      void this.#journal.drop();
      return;
    }
    this.#note();
    // What is refused waits for the next change.
    if (!isEmptyPatch(toSend(this.around.form, this.#saved.texts, this.#texts).patch)) this.#queue.touch();
  }

  #base(saved: Saved<T>): void {
    this.#saved = saved;
    this.#unanswered = [];
  }

  #dispute(conflict: Conflict<T>): void {
    this.#conflict = conflict;
    this.#texts = conflict.mine;
    this.#note();
    this.#queue.block();
    this.#changed();
  }

  #setTrouble(trouble: Trouble | null): void {
    this.#trouble = trouble;
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = null;
    for (const observer of this.#observers) observer();
  }
}

const refused = (message: string | null): Trouble | null => (message === null ? null : { kind: "refused", message });
