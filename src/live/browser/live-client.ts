import type { TRPCErrorShape } from "@trpc/server/rpc";
import { Backoff } from "./backoff";
import type { LiveState } from "./status";
import { ConnectionLost, readConnection, type WireMessage } from "./wire";

/** One subscription's side of a connection. */
export interface LiveObserver {
  /** The stream is open, or open again. */
  onStarted(): void;
  onEvent(cursor: string, data: unknown): void;
  /** The stream is interrupted and will go on by itself. */
  onInterrupted(reason: string): void;
  /** The server refused this subscription for good. */
  onRefused(error: TRPCErrorShape): void;
}

interface Subscription {
  id: number;
  path: string;
  input: unknown;
  cursor: string | null;
  observer: LiveObserver;
  /** Cursors delivered while two connections overlapped: the newer one delivers them again. */
  overlap: Set<string>;
}

interface Attempt {
  abort: AbortController;
  /** Subscriptions of this connection that have not answered yet. */
  unanswered: Set<number>;
  watchdog: ReturnType<typeof setTimeout> | undefined;
  silenceMs: number;
  lastHeard: number;
  /** A subscription failed for the moment; another connection has to be tried for it. */
  incomplete: boolean;
}

/** How long a connection may take until its first event. */
const connectTimeoutMs = 5_000;
/** Subscriptions that change together, as when a page is left for another, make one new connection. */
const gatherMs = 20;

/**
 * Carries all subscriptions of a tab over one connection.
 *
 * When their set changes, a second connection opens with the new set, each subscription at its own cursor, and the first
 * closes once the second has answered for all: never more than two, and nothing falls in between. When a connection ends
 * for whatever reason the client opens another, with backoff; a subscription ends only when it is left or refused.
 */
export class LiveClient {
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #backoff = new Backoff();
  #nextId = 1;
  #current: Attempt | undefined;
  #opening: Attempt | undefined;
  /** The set has changed since the newest connection was asked for. */
  #stale = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly onState: (state: LiveState, reason?: string) => void,
  ) {
    if (typeof window === "undefined") return;
    window.addEventListener("offline", () => this.#goOffline());
    window.addEventListener("online", () => this.#wake());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#wake());
  }

  subscribe(path: string, input: unknown, observer: LiveObserver): () => void {
    const id = this.#nextId++;
    const { lastEventId, ...rest } = (input ?? {}) as { lastEventId?: string | null };
    this.#subscriptions.set(id, { id, path, input: rest, cursor: lastEventId ?? null, observer, overlap: new Set() });
    this.#change();
    return () => {
      if (this.#subscriptions.delete(id)) this.#change();
    };
  }

  #change(): void {
    this.#stale = true;
    if (!this.#opening && this.#timer === undefined) this.#openIn(gatherMs);
  }

  #openIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#open();
    }, milliseconds);
  }

  #open(): void {
    if (this.#subscriptions.size === 0) {
      this.#drop(this.#current);
      this.#current = undefined;
      this.#stale = false;
      this.onState("idle");
      return;
    }
    if (!this.#stale && this.#current) return;
    this.#stale = false;
    const attempt: Attempt = {
      abort: new AbortController(),
      unanswered: new Set(this.#subscriptions.keys()),
      watchdog: undefined,
      silenceMs: connectTimeoutMs,
      lastHeard: Date.now(),
      incomplete: false,
    };
    this.#opening = attempt;
    const ops = [...this.#subscriptions.values()].map((subscription) => {
      subscription.overlap.clear();
      const { id, path, input, cursor } = subscription;
      return { id, path, input: { ...(input as object), ...(cursor !== null && { lastEventId: cursor }) } };
    });
    this.#watch(attempt);
    readConnection(this.url, ops, attempt.abort.signal, (message) => this.#hear(attempt, message)).catch((error) =>
      this.#end(attempt, error),
    );
  }

  #hear(attempt: Attempt, message: WireMessage): void {
    if (attempt !== this.#current && attempt !== this.#opening) return;
    attempt.lastHeard = Date.now();
    if (message.type === "connected") attempt.silenceMs = message.reconnectAfterInactivityMs;
    if ("op" in message) this.#hearOf(attempt, message);
    this.#watch(attempt);
    if (attempt === this.#opening && attempt.unanswered.size === 0) this.#settle(attempt);
  }

  #hearOf(attempt: Attempt, message: Extract<WireMessage, { op: number }>): void {
    const subscription = this.#subscriptions.get(message.op);
    if (message.type !== "event") attempt.unanswered.delete(message.op);
    if (!subscription) return;
    switch (message.type) {
      case "started":
        subscription.cursor ??= message.cursor;
        subscription.observer.onStarted();
        if (message.resync) {
          subscription.cursor = message.cursor;
          subscription.observer.onEvent(message.cursor, { resync: message.resync });
        }
        return;
      case "event":
        if (subscription.overlap.has(message.cursor)) return;
        if (this.#current && this.#opening) subscription.overlap.add(message.cursor);
        subscription.cursor = message.cursor;
        subscription.observer.onEvent(message.cursor, message.data);
        return;
      case "failed":
        if (passes(message.error)) {
          attempt.incomplete = true;
          subscription.observer.onInterrupted(message.error.message);
          return;
        }
        this.#subscriptions.delete(message.op);
        subscription.observer.onRefused(message.error);
    }
  }

  /** The newer connection has answered for all of its subscriptions: the older one is no longer needed. */
  #settle(attempt: Attempt): void {
    this.#drop(this.#current);
    this.#current = attempt;
    this.#opening = undefined;
    this.onState("live");
    if (attempt.incomplete) {
      this.#stale = true;
      this.#openIn(this.#backoff.delay());
      return;
    }
    this.#backoff.succeed();
    if (this.#stale) this.#openIn(gatherMs);
  }

  #end(attempt: Attempt, error: unknown): void {
    if (attempt !== this.#current && attempt !== this.#opening) return;
    clearTimeout(attempt.watchdog);
    if (attempt === this.#opening) this.#opening = undefined;
    else this.#current = undefined;
    const lost = error instanceof ConnectionLost ? error : new ConnectionLost("The connection was interrupted.");
    this.#stale = true;
    if (!this.#current) this.#interrupt(lost.message);
    if (!this.#opening) this.#openIn(this.#backoff.delay(lost.retryAfterMs));
  }

  /** Ends a connection from this side, to open another. */
  #give(attempt: Attempt, reason: ConnectionLost): void {
    this.#end(attempt, reason);
    attempt.abort.abort();
  }

  #interrupt(reason: string): void {
    this.onState(isOffline() ? "offline" : "reconnecting", reason);
    for (const { observer } of this.#subscriptions.values()) observer.onInterrupted(reason);
  }

  /** Ends a connection that has been silent for too long: it is half-open, or something holds its bytes back. */
  #watch(attempt: Attempt): void {
    clearTimeout(attempt.watchdog);
    attempt.watchdog = setTimeout(() => {
      this.#give(attempt, new ConnectionLost("Nothing was heard from the server for a while."));
    }, attempt.silenceMs);
  }

  /** A browser that goes offline may leave an open stream alive that brings nothing any more. */
  #goOffline(): void {
    for (const attempt of [this.#current, this.#opening]) {
      if (!attempt) continue;
      this.#give(attempt, new ConnectionLost("This device is offline."));
    }
  }

  /** Something changed for the better: waiting longer is pointless, and a connection from before a sleep may be dead. */
  #wake(): void {
    for (const attempt of [this.#current, this.#opening]) {
      if (!attempt || Date.now() - attempt.lastHeard < attempt.silenceMs) continue;
      this.#give(attempt, new ConnectionLost("The connection did not survive a pause."));
    }
    if (this.#subscriptions.size > 0 && !this.#current && !this.#opening) this.#openIn(this.#backoff.immediately());
  }

  #drop(attempt: Attempt | undefined): void {
    clearTimeout(attempt?.watchdog);
    attempt?.abort.abort();
  }
}

/** Whether an error is of the moment (a database that restarts, a limit) and not about the subscription. */
const passes = ({ data }: TRPCErrorShape): boolean => {
  const { httpStatus = 500 } = (data ?? {}) as { httpStatus?: number };
  return httpStatus >= 500 || httpStatus === 429 || httpStatus === 408;
};

const isOffline = () => typeof navigator !== "undefined" && navigator.onLine === false;
