import { asidePrefix, type SetAside } from "./journal-entry";
import type { Clock, Shelf } from "./shelf";
import { type Form, sameTexts, type Texts } from "./texts";

interface AsidesOptions<T extends Texts> {
  subject: string;
  memberId: string;
  session: string;
  shelf: Shelf;
  clock: Clock;
  form: Form<T>;
}

/** The texts that were not chosen, newest first. Each is kept under a name of its own. */
export class Asides<T extends Texts> {
  #items: readonly SetAside<T>[] = [];
  #count = 0;
  readonly #unkept = new Set<string>();

  constructor(
    private readonly options: AsidesOptions<T>,
    private readonly onChange: () => void,
  ) {}

  get items(): readonly SetAside<T>[] {
    return this.#items;
  }

  /** Whether one is held by this page alone, because the device could not keep it. */
  get atRisk(): boolean {
    return this.#unkept.size > 0;
  }

  load(items: readonly SetAside<T>[]): void {
    this.#items = items.toSorted((a, b) => b.at - a.at);
    this.onChange();
  }

  /** @returns its id, also where the same text lies there already */
  async add(texts: T, reason: SetAside<T>["reason"]): Promise<string> {
    const same = this.#items.find((item) => sameTexts(this.options.form, item.texts, texts));
    if (same) return same.id;
    const { clock, session, shelf } = this.options;
    const item: SetAside<T> = { id: `${clock.now()}-${++this.#count}-${session}`, texts, reason, at: clock.now() };
    this.#items = [item, ...this.#items];
    this.#unkept.add(item.id);
    this.onChange();
    try {
      await shelf.put(this.#key(item.id), item);
      this.#unkept.delete(item.id);
    } catch {
      if (shelf.mirror(this.#key(item.id), item)) this.#unkept.delete(item.id);
    }
    this.onChange();
    return item.id;
  }

  async remove(id: string): Promise<void> {
    this.#items = this.#items.filter((item) => item.id !== id);
    this.#unkept.delete(id);
    this.onChange();
    this.options.shelf.unmirror(this.#key(id));
    try {
      await this.options.shelf.remove(this.#key(id));
    } catch {
      // It shows up again when the story is next opened: once too often is better than once too few.
    }
  }

  #key(id: string): string {
    return asidePrefix(this.options.memberId, this.options.subject) + id;
  }
}
