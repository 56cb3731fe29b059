import type { OpMessage, Want } from "./messages";
import { earlier, isAtOrBefore } from "./position";
import { isFinal, mostOps, type WireMessage, type WireRequest } from "./wire";

/** One subscription upstream, for all tabs that want it. */
export interface Op {
  readonly id: number;
  readonly want: Want;
  readonly tabs: Set<string>;
  /** Everything up to here has been told to the tabs. */
  cursor: string | null;
  /** A tab that came later lacks what lies after this. */
  rewindTo: string | null;
  started: boolean;
}

export type OpAnswer = Extract<WireMessage, { op: number }>;

/** What all tabs together follow, each op at its own position. */
export class Followed {
  readonly #ops = new Map<string, Op>();
  #nextId = 1;

  /** @param tell called in the order in which tabs must hear it. */
  constructor(private readonly tell: (message: OpMessage) => void) {}

  get size(): number {
    return this.#ops.size;
  }

  /** What a connection is to carry: all, or the oldest of too many. The others are told that they wait for one of those to go. */
  carried(): Op[] {
    const all = this.#all();
    const reason = `This browser follows more than the ${mostOps} things that one connection carries.`;
    for (const { want } of all.slice(mostOps)) this.tell({ type: "interrupted", key: want.key, reason });
    return all.slice(0, mostOps);
  }

  #all(): Op[] {
    return [...this.#ops.values()];
  }

  /**
   * Replaces what `tab` wants.
   * @returns whether something has to be asked for that is not under way, and whether something need not come any more.
   */
  want(tab: string, wants: readonly Want[]): { more: boolean; less: boolean } {
    const keys = new Set(wants.map(({ key }) => key));
    for (const { want, tabs } of this.#ops.values()) if (!keys.has(want.key)) tabs.delete(tab);
    const more = wants.filter((want) => this.#join(tab, want)).length > 0;
    const left = this.#all().filter(({ tabs }) => tabs.size === 0);
    for (const { want } of left) this.#ops.delete(want.key);
    return { more, less: left.length > 0 };
  }

  #join(tab: string, want: Want): boolean {
    const { key, cursor } = want;
    const op = this.#ops.get(key);
    if (!op) {
      const tabs = new Set([tab]);
      this.#ops.set(key, { id: this.#nextId++, want, tabs, cursor, rewindTo: null, started: false });
      return true;
    }
    op.tabs.add(tab);
    if (!want.fresh) return false;
    if (cursor === null || op.cursor === null || isAtOrBefore(op.cursor, cursor)) {
      if (op.started) this.tell({ type: "started", key, cursor: op.cursor });
      return false;
    }
    op.rewindTo = earlier(cursor, op.rewindTo);
    return true;
  }

  /** Takes what the server says of `op`. Returns false for a failure of the moment, for which it must be asked again. */
  hear(op: Op, message: OpAnswer): boolean {
    const { key } = op.want;
    if (this.#ops.get(key) !== op) return true;
    switch (message.type) {
      case "started":
        op.cursor = message.cursor ?? op.cursor;
        // What was asked for before a tab came that lacks more does not serve that tab.
        if (message.resync || message.cursor === null || isAtOrBefore(message.cursor, op.rewindTo)) op.rewindTo = null;
        op.started = true;
        this.tell({ type: "started", key, cursor: message.cursor ?? null, resync: message.resync });
        return true;
      case "event": {
        const { cursor, data, passing } = message;
        // Tabs have been told of an interruption: they take up again where the next start is.
        if (!op.started) return true;
        if (cursor !== null && !passing) op.cursor = cursor;
        this.tell({ type: "event", key, cursor, data, passing });
        return true;
      }
      case "ended":
        this.#ops.delete(key);
        this.tell({ type: "ended", key });
        return true;
      case "failed": {
        const { error } = message;
        const { httpStatus = 500 } = (error.data ?? {}) as { httpStatus?: number };
        if (!isFinal(httpStatus)) {
          op.started = false;
          this.tell({ type: "interrupted", key, reason: error.message });
          return false;
        }
        this.#ops.delete(key);
        this.tell({ type: "refused", key, error });
        return true;
      }
    }
  }

  interrupt(): void {
    for (const op of this.#ops.values()) op.started = false;
  }
}

/** How `op` is asked for, at the position from which its tabs need it. */
export function toRequest({ id, want: { path, input }, cursor, rewindTo }: Op): WireRequest["ops"][number] {
  const lastEventId = rewindTo ?? cursor;
  // Any other input has no place for it; procedures that resume declare one (`resumable`).
  const resumes = lastEventId !== null && (input === undefined || (typeof input === "object" && !Array.isArray(input)));
  return { id, path, input: resumes ? { ...input, lastEventId } : input };
}
