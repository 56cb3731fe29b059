import type { TRPCErrorShape } from "@trpc/server/rpc";
import { Backoff } from "./backoff";
import type { Downstream, OpMessage, Want } from "./messages";
import { watchPage } from "./page";
import { areOfTwoLogs, earlier, isAtOrBefore } from "./position";
import { onSignInChange } from "./sign-in-change";
import type { LiveState } from "./status";
import { browserTabs, Tabs, type TabsEnvironment } from "./tabs";
import { Upstream } from "./upstream";
import type { exchange } from "./wire";

/** One subscription's side of a connection. */
export interface LiveObserver {
  /** The stream is open, or open again. */
  onStarted(): void;
  /** `cursor` is null for an event that keeps no position. */
  onEvent(cursor: string | null, data: unknown): void;
  /** The stream is interrupted and will go on by itself. */
  onInterrupted(reason: string): void;
  /** The server refused this subscription for good. */
  onRefused(error: TRPCErrorShape): void;
  /** Nothing follows. */
  onEnded(): void;
}

export interface LiveClientOptions {
  /** Of the multiplex endpoint, such as "/api/live". */
  url: string;
  /** Who uses this browser now. Tabs of one name share a connection, and the server refuses it to anybody else. */
  identity?: () => string;
  /** Tries to make the session fresh, once, when the server says that it is not. */
  refreshSession?: () => Promise<unknown>;
  onState?: (state: LiveState, reason: string) => void;
  /** What tabs share by; undefined for what the browser has, null for no sharing. */
  tabs?: TabsEnvironment | null;
  send?: typeof exchange;
}

interface Subscription {
  key: string;
  path: string;
  input: unknown;
  /** Everything up to here has been handed to the observer. */
  cursor: string | null;
  /** What is told from now on follows the cursor without a gap. */
  open: boolean;
  observer: LiveObserver;
}

type Upward = { type: "want"; wants: Want[] } | { type: "wake" };

/** A page that leads to another one, whose subscriptions come in a moment, stays where it is. */
const leaveAfterMs = 5_000;

/**
 * The subscriptions of this tab. Each keeps its own cursor, so whichever tab holds the connection, and however often that
 * changes, it is asked for what this one has not seen, and what comes twice is dropped here.
 */
export class LiveClient {
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #backoff = new Backoff();
  #nextId = 1;
  #tabs: Tabs | undefined;
  /** Set while this tab holds the connection. */
  #upstream: Upstream | undefined;
  #identity: string | undefined;
  /** The page is frozen, on its way out, or was hidden for long. */
  #away = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #telling = false;
  #heedsSignIns = false;

  constructor(private readonly options: LiveClientOptions) {
    watchPage({
      onAway: () => {
        this.#away = true;
        this.#leave("This page was put aside.");
      },
      onBack: () => {
        this.#away = false;
        if (this.#subscriptions.size > 0) this.#join();
      },
      onWake: () => (this.#upstream ? this.#upstream.wake() : this.#tabs?.up({ type: "wake" } satisfies Upward)),
      onOffline: () => this.#upstream?.goOffline(),
    });
  }

  subscribe(path: string, input: unknown, observer: LiveObserver): () => void {
    const id = this.#nextId++;
    this.#subscriptions.set(id, { ...readInput(path, input), path, open: false, observer });
    clearTimeout(this.#leaving);
    if (!this.#away) this.#join();
    this.#tellWants();
    return () => {
      if (!this.#subscriptions.delete(id)) return;
      this.#tellWants();
      if (this.#subscriptions.size === 0) this.#leaving = setTimeout(() => this.#leave(""), leaveAfterMs);
    };
  }

  #join(): void {
    if (this.#tabs) return;
    this.#heedSignIns();
    this.#identity = this.options.identity?.();
    const { url, tabs: environment = browserTabs() } = this.options;
    const tabs = new Tabs(`${url} ${this.#identity ?? ""}`, environment, {
      onLead: () => {
        this.#upstream = this.#open((message) => tabs.down(message));
        this.#tellWants();
      },
      onResign: () => {
        this.#upstream?.close();
        this.#upstream = undefined;
        this.#interrupt("Another tab takes over.");
      },
      onLeader: () => {
        this.#interrupt("Another tab takes over.");
        this.#tellWants();
      },
      onDown: (message) => this.#hear(message as Downstream),
      onUp: (tab, message) => this.#serve(tab, message as Upward),
      onGone: (tab) => this.#upstream?.want(tab, []),
    });
    this.#tabs = tabs;
    tabs.join();
  }

  #open(share: (message: Downstream) => void): Upstream {
    const { url, refreshSession, send } = this.options;
    return new Upstream({
      url,
      identity: this.#identity,
      refreshSession,
      send,
      backoff: this.#backoff,
      tell: (message) => {
        share(message);
        this.#hear(message);
      },
      onAttempt: () => share({ type: "attempt" }),
    });
  }

  #leave(reason: string): void {
    clearTimeout(this.#leaving);
    this.#tabs?.leave();
    this.#tabs = undefined;
    this.#interrupt(reason);
    this.options.onState?.(this.#subscriptions.size > 0 ? "reconnecting" : "idle", reason);
  }

  /** From the first subscription on: what a server renders makes clients too, and must be able to forget them. */
  #heedSignIns(): void {
    if (this.#heedsSignIns) return;
    this.#heedsSignIns = true;
    onSignInChange(() => this.#identify());
  }

  /** Somebody signed in or out, in whatever tab. */
  #identify(): void {
    if (!this.#tabs) return;
    if (this.options.identity?.() === this.#identity) {
      this.#upstream?.retry();
      return;
    }
    this.#leave("Somebody else uses this browser now.");
    this.#join();
  }

  /** Tells whoever holds the connection, once for all that changes together. */
  #tellWants(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      const wants = this.#wants();
      if (this.#tabs && this.#upstream) this.#upstream.want(this.#tabs.id, wants);
      else this.#tabs?.up({ type: "want", wants } satisfies Upward);
    });
  }

  #wants(): Want[] {
    const wants = new Map<string, Want>();
    for (const { key, path, input, cursor, open } of this.#subscriptions.values()) {
      const want = wants.get(key) ?? { key, path, input, cursor, fresh: false };
      wants.set(key, { ...want, cursor: earlier(want.cursor, cursor), fresh: want.fresh || !open });
    }
    return [...wants.values()];
  }

  #serve(tab: string, message: Upward): void {
    if (message.type === "wake") this.#upstream?.wake();
    else this.#upstream?.want(tab, message.wants);
  }

  #hear(message: Downstream): void {
    if (message.type === "attempt") {
      this.#backoff.attempted();
    } else if (message.type === "state") {
      if (message.state !== "live" && message.state !== "polling") this.#interrupt(message.reason);
      this.options.onState?.(message.state, message.reason);
    } else {
      for (const [id, subscription] of this.#subscriptions) {
        if (subscription.key === message.key && !hand(subscription, message)) this.#subscriptions.delete(id);
      }
    }
  }

  #interrupt(reason: string): void {
    for (const subscription of this.#subscriptions.values()) {
      if (!subscription.open) continue;
      subscription.open = false;
      subscription.observer.onInterrupted(reason);
    }
  }
}

/** Hands what was heard to the observer of `subscription`, unless it has had it. Returns false when it was the last. */
function hand(subscription: Subscription, message: OpMessage): boolean {
  const { observer } = subscription;
  switch (message.type) {
    case "started": {
      const { cursor } = message;
      const resync = message.resync ?? (areOfTwoLogs(cursor, subscription.cursor) ? "cursor_unknown" : undefined);
      // It may have been opened for another tab, which has seen more: then it is opened anew for this one.
      if (!resync && cursor !== null && subscription.cursor !== null && !isAtOrBefore(cursor, subscription.cursor)) {
        return true;
      }
      subscription.cursor = resync ? cursor : (subscription.cursor ?? cursor);
      if (!subscription.open) {
        subscription.open = true;
        observer.onStarted();
      }
      if (resync) observer.onEvent(cursor, { resync });
      return true;
    }
    case "event": {
      const { cursor, passing, data } = message;
      if (!subscription.open) return true;
      if (cursor !== null && !passing) {
        if (isAtOrBefore(cursor, subscription.cursor)) return true;
        subscription.cursor = cursor;
      }
      observer.onEvent(cursor, data);
      return true;
    }
    case "interrupted":
      subscription.open = false;
      observer.onInterrupted(message.reason);
      return true;
    case "refused":
      observer.onRefused(message.error);
      return false;
    case "ended":
      observer.onEnded();
      return false;
  }
}

/** Takes the cursor out of an input, where tRPC's clients have it. */
function readInput(path: string, input: unknown): Pick<Subscription, "key" | "input" | "cursor"> {
  const own = typeof input === "object" && input !== null && !Array.isArray(input);
  const { lastEventId = null, ...rest } = (own ? input : {}) as { lastEventId?: string | null };
  // One that begins now begins at another moment than any other, so it cannot be shared.
  const key = `${path} ${JSON.stringify(own ? rest : input)} ${lastEventId === null ? Math.random() : ""}`;
  return { key, input: own ? rest : input, cursor: lastEventId };
}
