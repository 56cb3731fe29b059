import { Attempt } from "./attempt";
import { type Backoff, Pace } from "./backoff";
import { Followed } from "./followed";
import type { OpMessage, StateMessage, Want } from "./messages";
import type { LiveState } from "./status";
import { ConnectionLost, exchange, isFinal } from "./wire";

export interface UpstreamOptions {
  /** Of the multiplex endpoint, such as "/api/live". */
  url: string;
  /** Whom the streams are for: the server refuses requests that come from somebody else. */
  identity?: string;
  /** Tries to make the session fresh, once, when the server says that it is not. */
  refreshSession?: () => Promise<unknown>;
  tell: (message: StateMessage | OpMessage) => void;
  /** A request is sent while no connection is open. */
  onAttempt?: () => void;
  backoff: Backoff;
  send?: typeof exchange;
}

/** Subscriptions that change together, as when a page is left for another, make one new connection. */
const gatherMs = 30;
/** What nobody follows any more is left out at the next occasion, or after this time. */
const trimMs = 5_000;
/**
 * Pages that follow each other faster than this share a switch of connections; what they lack meanwhile is replayed, at most
 * that much later. Eight in ten seconds stay below what the server lets a person open.
 */
const switches = { burst: 2, everyMs: 1_500 };
/** While polling, a stream is tried soon, and then ever more rarely. */
const firstTrialMs = 1_000;
const longestTrialMs = 60_000;

/**
 * Carries the subscriptions of all tabs over one connection.
 *
 *     stream ── ends ──► backoff ──► stream
 *        │ silent                      ▲
 *        ▼                             │ a stream that is tried now and then, and answers
 *      polls, each after the time that the server names
 *
 * When the set of subscriptions changes, a second connection opens with the new set, each subscription at its own cursor,
 * and the first closes once the second has answered for all: never more than two, and nothing falls in between. When a
 * connection ends for whatever reason another one opens, with backoff; a subscription ends only when it is left, refused, or
 * at its end.
 */
export class Upstream {
  readonly #followed: Followed;
  readonly #backoff: Backoff;
  readonly #pace = new Pace(switches.burst, switches.everyMs);
  #current: Attempt | undefined;
  #opening: Attempt | undefined;
  #poll: Attempt | undefined;
  #polling = false;
  #quietPolls = 0;
  /** Streams that were tried while polling. */
  #trials = 0;
  /** The set has changed since the newest connection was asked for. */
  #stale = false;
  #refreshed = false;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pollTimer: ReturnType<typeof setTimeout> | undefined;
  #trimTimer: ReturnType<typeof setTimeout> | undefined;
  #state: StateMessage = { type: "state", state: "idle", reason: "" };

  constructor(private readonly options: UpstreamOptions) {
    this.#backoff = options.backoff;
    this.#followed = new Followed(options.tell);
  }

  /** Replaces what `tab` follows, and tells how things stand. */
  want(tab: string, wants: readonly Want[]): void {
    const { more, less } = this.#followed.want(tab, wants);
    if (more) this.#change();
    else if (less) this.#trimLater();
    this.options.tell(this.#state);
  }

  /** A browser that goes offline may leave an open stream alive that brings nothing any more. */
  goOffline(): void {
    for (const attempt of this.#attempts) attempt.lose(new ConnectionLost("This device is offline."));
  }

  /** Something changed for the better: waiting longer is pointless, and a connection from before a sleep may be dead. */
  wake(): void {
    if (this.#over || this.#followed.size === 0) return;
    for (const attempt of this.#attempts) {
      if (attempt.silent) attempt.lose(new ConnectionLost("The connection did not survive a pause."));
    }
    if (this.#current || this.#opening) return;
    this.#backoff.reset();
    this.#stale = true;
    if (this.#polling && !this.#poll) this.#pollIn(0);
    this.#openIn(0);
  }

  /** Begins anew at once, whatever was: who this browser is may have changed. */
  retry(): void {
    this.#pause();
    this.#over = false;
    this.#refreshed = false;
    this.#stale = true;
    this.#backoff.reset();
    this.#openIn(0);
  }

  /** For good. */
  close(): void {
    this.#pause();
    this.#over = true;
    clearTimeout(this.#trimTimer);
  }

  get #attempts(): Attempt[] {
    return [this.#current, this.#opening, this.#poll].filter((attempt) => attempt !== undefined);
  }

  #change(): void {
    this.#stale = true;
    if (this.#over) return;
    if (this.#state.state === "polling") {
      this.#pollIn(gatherMs);
      return;
    }
    if (!this.#opening && this.#timer === undefined) this.#openIn(Math.max(gatherMs, this.#pace.wait()));
  }

  #trimLater(): void {
    this.#trimTimer ??= setTimeout(() => {
      this.#trimTimer = undefined;
      this.#change();
    }, trimMs);
  }

  #openIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#open();
    }, milliseconds);
  }

  #open(): void {
    clearTimeout(this.#trimTimer);
    this.#trimTimer = undefined;
    if (this.#followed.size === 0) {
      this.#pause();
      this.#tellState("idle");
      return;
    }
    if (!this.#stale && this.#current) return;
    if (this.#current) this.#pace.taken();
    else if (!this.#mayAttempt((milliseconds) => this.#openIn(milliseconds))) return;
    this.#stale = false;
    this.#opening?.drop();
    this.#opening = this.#ask();
  }

  /** Without a connection there are only so many attempts; says whether this is one of them, or `defer`s it. */
  #mayAttempt(defer: (milliseconds: number) => void): boolean {
    const waitMs = this.#backoff.wait();
    if (waitMs > 0) defer(waitMs);
    else {
      this.#backoff.attempted();
      this.options.onAttempt?.();
    }
    return waitMs === 0;
  }

  #ask(poll?: { quiet: number }): Attempt {
    const { url, identity, send = exchange } = this.options;
    const attempt: Attempt = new Attempt(
      this.#followed.carried(),
      { url, identity, send, poll },
      {
        onOp: (op, answer) => {
          // What the newer connection has begun to tell, the older one need not.
          if (attempt !== this.#opening && this.#opening?.hasAnswered(op)) return;
          if (!this.#followed.hear(op, answer)) this.#askAgain(attempt);
        },
        onHeard: () => this.#heard(attempt),
        onFinished: (askAgainMs) => this.#finish(attempt, askAgainMs),
        onLost: (lost) => this.#lose(attempt, lost),
      },
    );
    return attempt;
  }

  /** A subscription failed for the moment, on a connection that serves the others. */
  #askAgain(attempt: Attempt): void {
    this.#stale = true;
    if (attempt === this.#current && !this.#opening) this.#openIn(this.#backoff.delay());
    else attempt.incomplete = true;
  }

  #heard(attempt: Attempt): void {
    this.#refreshed = false;
    // They prove what `connected` only promises: that single events get through.
    if (attempt.pings >= 2) this.#trials = 0;
    if (attempt === this.#opening && attempt.complete) this.#settle(attempt);
  }

  /** The newer connection has answered for all of its subscriptions: the older one, and polls, are no longer needed. */
  #settle(attempt: Attempt): void {
    this.#current?.drop();
    this.#current = attempt;
    this.#opening = undefined;
    this.#stopPolling();
    this.#tellState("live");
    if (attempt.incomplete) {
      this.#askAgain(attempt);
      return;
    }
    this.#backoff.reset();
    if (this.#stale) this.#openIn(Math.max(gatherMs, this.#pace.wait()));
  }

  /** The server has ended its answer: so polls end, and streams when it wants to see us again later. */
  #finish(attempt: Attempt, askAgainMs: number): void {
    if (!attempt.isPoll || !attempt.complete) {
      this.#lose(attempt, new ConnectionLost("The server closed the connection.", { retryAfterMs: askAgainMs }));
      return;
    }
    this.#poll = undefined;
    this.#quietPolls = attempt.events > 0 ? 0 : this.#quietPolls + 1;
    this.#backoff.reset();
    this.#tellState("polling", "The live connection does not get through.");
    if (!this.#opening && this.#timer === undefined) this.#tryStreamLater();
    this.#pollIn(askAgainMs);
  }

  #lose(attempt: Attempt, { message, details: { status, retryAfterMs, heldBack } }: ConnectionLost): void {
    if (attempt === this.#opening) this.#opening = undefined;
    else if (attempt === this.#current) this.#current = undefined;
    else this.#poll = undefined;
    this.#stale = true;
    if (status === 401) return void this.#refresh();
    if (status !== undefined && isFinal(status)) {
      this.#end(message);
      return;
    }
    if (attempt.isPoll) {
      this.#losePoll(message, retryAfterMs);
      return;
    }
    if (heldBack && !this.#current) this.#startPolling(message);
    if (this.#polling) {
      // While polls fail as well, the next one that does not has a stream tried.
      if (this.#state.state === "polling") this.#tryStreamLater();
      return;
    }
    if (!this.#current) this.#interrupt(message);
    if (!this.#opening) this.#openIn(this.#backoff.delay(retryAfterMs));
  }

  #startPolling(reason: string): void {
    if (this.#polling) return;
    this.#polling = true;
    this.#quietPolls = 0;
    this.#interrupt(reason);
    this.#pollIn(0);
  }

  /** It is not streams alone that do not get through. When polls do again, a stream is tried soon. */
  #losePoll(reason: string, retryAfterMs: number | undefined): void {
    this.#trials = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#interrupt(reason);
    this.#pollIn(this.#backoff.delay(retryAfterMs));
  }

  #stopPolling(): void {
    this.#polling = false;
    clearTimeout(this.#pollTimer);
    this.#poll?.drop();
    this.#poll = undefined;
  }

  #pollIn(milliseconds: number): void {
    clearTimeout(this.#pollTimer);
    this.#pollTimer = setTimeout(() => {
      if (this.#poll) return this.#pollIn(gatherMs);
      if (this.#followed.size === 0) return this.#open();
      const mayPoll = this.#state.state === "polling" || this.#mayAttempt((longer) => this.#pollIn(longer));
      if (!mayPoll) return;
      this.#poll = this.#ask({ quiet: this.#quietPolls });
    }, milliseconds);
  }

  #tryStreamLater(): void {
    this.#stale = true;
    this.#openIn(Math.min(longestTrialMs, firstTrialMs * 4 ** this.#trials++));
  }

  async #refresh(): Promise<void> {
    this.#pause();
    if (this.#refreshed) return this.#end("The sign-in of this browser has changed.");
    this.#refreshed = true;
    this.#interrupt("The session is being renewed.");
    await this.options.refreshSession?.().catch(() => {});
    if (!this.#over) this.#openIn(0);
  }

  /** There is nothing to wait for: only `retry` goes on from here. */
  #end(reason: string): void {
    this.#pause();
    this.#over = true;
    this.#followed.interrupt();
    this.#tellState("ended", reason);
  }

  #pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stopPolling();
    this.#current?.drop();
    this.#opening?.drop();
    this.#current = undefined;
    this.#opening = undefined;
  }

  #interrupt(reason: string): void {
    this.#followed.interrupt();
    this.#tellState(isOffline() ? "offline" : "reconnecting", reason);
  }

  #tellState(state: LiveState, reason = ""): void {
    if (this.#state.state === state && this.#state.reason === reason) return;
    this.#state = { type: "state", state, reason };
    this.options.tell(this.#state);
  }
}

const isOffline = () => typeof navigator !== "undefined" && navigator.onLine === false;
