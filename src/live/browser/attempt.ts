import { type Op, type OpAnswer, toRequest } from "./followed";
import { ConnectionLost, type exchange, type WireMessage, type WireRequest } from "./wire";

/** How long a stream may take until its first event, and a poll until its end. */
const connectTimeoutMs = 5_000;
const pollTimeoutMs = 10_000;

export interface AttemptOptions {
  url: string;
  /** Whom the streams are for (`WireRequest.as`). */
  identity?: string;
  /** How requests are sent. */
  send: typeof exchange;
  /** Set for a poll, as in `WireRequest`. */
  poll?: WireRequest["poll"];
}

export interface AttemptHandlers {
  onOp(op: Op, answer: OpAnswer): void;
  /** Something was heard, whatever it was. */
  onHeard(): void;
  /** The server has ended its answer, and wants to be asked again after so many milliseconds. */
  onFinished(askAgainMs: number): void;
  onLost(lost: ConnectionLost): void;
}

/** One request for a set of ops, from when it is sent until it ends or is dropped; after that it says nothing more. */
export class Attempt {
  readonly #abort = new AbortController();
  readonly #asked: ReadonlyMap<number, Op>;
  readonly #unanswered: Set<number>;
  readonly isPoll: boolean;
  connected = false;
  /** How many pings and events have come. */
  pings = 0;
  events = 0;
  /** An op failed for the moment. */
  incomplete = false;
  #silenceMs: number;
  #lastHeard = Date.now();
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(
    ops: readonly Op[],
    { url, identity, send, poll }: AttemptOptions,
    private readonly handlers: AttemptHandlers,
  ) {
    this.#asked = new Map(ops.map((op) => [op.id, op]));
    this.#unanswered = new Set(this.#asked.keys());
    this.isPoll = poll !== undefined;
    this.#silenceMs = poll ? pollTimeoutMs : connectTimeoutMs;
    this.#watch();
    const request = { as: identity, poll, ops: ops.map(toRequest) };
    send(url, request, this.#abort.signal, (message) => this.#hear(message)).then(
      (askAgainMs) => this.#finish(() => handlers.onFinished(askAgainMs)),
      (error) => this.lose(error instanceof ConnectionLost ? error : new ConnectionLost("The connection was lost.")),
    );
  }

  /** All ops have been answered: the stream is complete. */
  get complete(): boolean {
    return this.connected && this.#unanswered.size === 0;
  }

  /** Nothing was heard for longer than there should have been: the machine slept, or the connection is dead. */
  get silent(): boolean {
    return Date.now() - this.#lastHeard >= this.#silenceMs;
  }

  hasAnswered(op: Op): boolean {
    return this.#asked.has(op.id) && !this.#unanswered.has(op.id);
  }

  drop(): void {
    this.#finish(() => {});
  }

  /** Ends it from this side as if it had been lost. */
  lose(lost: ConnectionLost): void {
    this.#finish(() => this.handlers.onLost(lost));
  }

  #finish(report: () => void): void {
    clearTimeout(this.#watchdog);
    if (this.#abort.signal.aborted) return;
    this.#abort.abort();
    report();
  }

  #hear(message: WireMessage): void {
    if (this.#abort.signal.aborted) return;
    this.#lastHeard = Date.now();
    if (message.type === "connected") {
      this.connected = true;
      if (!this.isPoll) this.#silenceMs = message.reconnectAfterInactivityMs;
    }
    if (message.type === "ping") this.pings++;
    if (message.type === "event") this.events++;
    this.#watch();
    const op = "op" in message ? this.#asked.get(message.op) : undefined;
    if (op && "op" in message) {
      this.handlers.onOp(op, message);
      if (message.type !== "event") this.#unanswered.delete(message.op);
    }
    this.handlers.onHeard();
  }

  /** Ends a connection that has been silent for too long: it is half-open, or something holds its bytes back. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      // A timer that is this late slept, and so did the connection.
      const slept = Date.now() - this.#lastHeard > this.#silenceMs + connectTimeoutMs;
      this.lose(new ConnectionLost("Nothing was heard from the server for a while.", { heldBack: !slept }));
    }, this.#silenceMs);
  }
}
