/** How often a tab that can be seen asks the leader for a sign of life; the leader is passed by when it owes two. */
const askEveryMs = 500;

type Said =
  | { type: "ask" | "bye" }
  /** From one tab to the leader. */
  | { type: "up"; message: unknown }
  /** From the leader to all; `since` is when it began to lead, so that one that hung and comes back is not believed. */
  | { type: "here" | "lead"; since: number }
  | { type: "down"; message: unknown };

type Envelope = Said & { from: string };

export interface TabsHandlers {
  /** This tab leads from now on, or does not any more. */
  onLead(): void;
  onResign(): void;
  /** Another tab leads; it knows nothing of this one yet. */
  onLeader(): void;
  onDown(message: unknown): void;
  onUp(tab: string, message: unknown): void;
  /** A tab has left or crashed. Told to the leader. */
  onGone(tab: string): void;
}

export interface TabsEnvironment {
  locks: Pick<LockManager, "request">;
  openChannel(name: string): BroadcastChannel;
  isVisible(): boolean;
}

/**
 * Tabs of one browser that share a connection. One of them leads: it holds the lock `name`, which the browser hands to the
 * next when the leader closes or crashes. One that hangs holds the lock and does nothing, so tabs that can be seen ask for
 * signs of life, and take the lock away. Without locks and channels each tab leads itself.
 */
export class Tabs {
  readonly id = randomName();
  #channel: BroadcastChannel | undefined;
  /** Aborts when this tab leaves. */
  #left: AbortController | undefined;
  /** Set while this tab leads. */
  #resign: (() => void) | undefined;
  #leader: string | undefined;
  /** When the leader began. */
  #since = 0;
  #unanswered = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Tabs whose end the leader waits for. */
  readonly #watched = new Set<string>();

  constructor(
    private readonly name: string,
    private readonly environment: TabsEnvironment | null,
    private readonly handlers: TabsHandlers,
  ) {}

  get leads(): boolean {
    return this.#resign !== undefined;
  }

  join(): void {
    if (this.#left) return;
    const left = new AbortController();
    this.#left = left;
    if (!this.environment) {
      this.#lead(() => {});
      return;
    }
    const channel = this.environment.openChannel(this.name);
    channel.onmessage = ({ data }) => this.#hear(data);
    this.#channel = channel;
    // Held for as long as this tab takes part, so that the leader notices its end.
    void this.environment.locks
      .request(this.#lockOf(this.id), { signal: left.signal }, () => {
        this.#post({ type: "ask" });
        this.#queue(left.signal, false);
        this.#timer = setInterval(() => this.#watch(left.signal), askEveryMs);
        return ended(left.signal);
      })
      .catch(() => {}); // left before it was granted
  }

  leave(): void {
    if (!this.#left) return;
    this.#post({ type: "bye" });
    clearInterval(this.#timer);
    this.#resign?.();
    this.#left.abort();
    this.#left = undefined;
    this.#channel?.close();
    this.#channel = undefined;
    this.#leader = undefined;
  }

  /** To all other tabs, by the leader. */
  down(message: unknown): void {
    this.#post({ type: "down", message });
  }

  /** To the leader, by another tab. */
  up(message: unknown): void {
    this.#post({ type: "up", message });
  }

  #post(said: Said): void {
    this.#channel?.postMessage({ ...said, from: this.id } satisfies Envelope);
  }

  #queue(left: AbortSignal, steal: boolean): void {
    const hold = () => {
      if (left.aborted || this.leads) return;
      return new Promise<void>((release) => this.#lead(release));
    };
    void this.environment?.locks.request(this.name, steal ? { steal } : { signal: left }, hold).catch(() => {
      // Taken away by a tab that had no sign of life from this one.
      if (left.aborted || !this.leads) return;
      this.#resign?.();
      this.#queue(left, false);
    });
  }

  #lead(release: () => void): void {
    this.#resign = () => {
      this.#resign = undefined;
      this.#watched.clear();
      release();
      this.handlers.onResign();
    };
    this.#leader = this.id;
    // Later than the leader before, also by a clock that was set back meanwhile.
    this.#since = Math.max(Date.now(), this.#since + 1);
    this.handlers.onLead();
    this.#post({ type: "lead", since: this.#since });
  }

  #watch(left: AbortSignal): void {
    if (this.leads || !this.environment?.isVisible()) {
      this.#unanswered = 0;
      return;
    }
    if (this.#unanswered >= 2) {
      this.#unanswered = 0;
      this.#queue(left, true);
      return;
    }
    this.#unanswered++;
    this.#post({ type: "ask" });
  }

  #hear(said: Envelope): void {
    if (said.type === "here" || said.type === "lead") {
      this.#follow(said.from, said.since);
      return;
    }
    if (this.leads) {
      this.#serve(said);
      return;
    }
    if (said.from !== this.#leader) return;
    this.#unanswered = 0;
    if (said.type === "down") this.handlers.onDown(said.message);
  }

  #follow(leader: string, since: number): void {
    if (this.leads || since < this.#since) return;
    this.#unanswered = 0;
    if (leader === this.#leader && since === this.#since) return;
    this.#leader = leader;
    this.#since = since;
    this.handlers.onLeader();
  }

  #serve(said: Envelope): void {
    if (said.type === "ask") this.#post({ type: "here", since: this.#since });
    if (said.type === "bye") this.handlers.onGone(said.from);
    if (said.type !== "up") return;
    this.#awaitEnd(said.from);
    this.handlers.onUp(said.from, said.message);
  }

  /** Its lock becomes free when the tab goes, however it goes. */
  #awaitEnd(tab: string): void {
    if (this.#watched.has(tab)) return;
    this.#watched.add(tab);
    void this.environment?.locks
      .request(this.#lockOf(tab), { mode: "shared", signal: this.#left?.signal }, () => {
        if (this.#watched.delete(tab)) this.handlers.onGone(tab);
      })
      .catch(() => {}); // this tab left first
  }

  #lockOf = (tab: string) => `${this.name}:${tab}`;
}

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

const randomName = () => Math.random().toString(36).slice(2);

/** Null where the browser has no locks (as on a page that is not secure) or no channels, and outside of browsers. */
export const browserTabs = (): TabsEnvironment | null =>
  typeof document === "undefined" || !navigator.locks || typeof BroadcastChannel === "undefined"
    ? null
    : {
        locks: navigator.locks,
        openChannel: (name) => new BroadcastChannel(name),
        isVisible: () => document.visibilityState === "visible",
      };
