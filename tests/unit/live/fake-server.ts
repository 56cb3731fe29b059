import type { exchange, WireMessage, WireRequest } from "@/live/browser/wire";

type Send = typeof exchange;

/** One request that a client has sent, and the test's way of answering it. */
export interface Call {
  request: WireRequest;
  open: boolean;
  /** Passes a message on, as the server would. */
  say(message: WireMessage): void;
  /** Answers for all ops, as the server does once it has attached them. */
  start(): void;
  /** Tells of an event on `op` (the first by default) at `seq`. */
  event(seq: number, data?: unknown, op?: number): void;
  /** Ends the answer as the server would. */
  end(askAgainMs?: number): void;
  fail(error: unknown): void;
}

export const cursor = (seq: number) => `log.${seq}`;

/** Takes the place of the network: every request is kept, and the test says what becomes of it. */
export class FakeServer {
  readonly calls: Call[] = [];
  /** The most that were open at once. */
  most = 0;
  /** Set false to let streams fall silent. */
  pings = true;
  /** Called for each new request, where the test answers all alike. */
  answer: (call: Call) => void = () => {};

  get open(): Call[] {
    return this.calls.filter((call) => call.open);
  }

  get last(): Call {
    const call = this.calls.at(-1);
    if (!call) throw new Error("nothing was asked");
    return call;
  }

  readonly send: Send = (_, request, signal, onMessage) =>
    new Promise<number>((resolve, reject) => {
      const close = (settle: () => void) => {
        if (!call.open) return;
        call.open = false;
        settle();
      };
      const ping = () => {
        const timer = setInterval(() => {
          if (!call.open) clearInterval(timer);
          else if (this.pings) call.say({ type: "ping" });
        }, 10_000);
      };
      const call: Call = {
        request,
        open: true,
        say: (message) => call.open && onMessage(message),
        start() {
          call.say({ type: "connected", reconnectAfterInactivityMs: 25_000 });
          if (!request.poll) ping();
          for (const { id, input } of request.ops) {
            const { lastEventId } = input as { lastEventId?: string };
            call.say({ type: "started", op: id, cursor: lastEventId ?? cursor(0) });
          }
        },
        event(seq, data = seq, op = request.ops[0]?.id ?? 0) {
          call.say({ type: "event", op, cursor: cursor(seq), data, passing: false });
        },
        end: (askAgainMs = 0) => close(() => resolve(askAgainMs)),
        fail: (error) => close(() => reject(error)),
      };
      signal.addEventListener("abort", () => close(() => reject(signal.reason)));
      this.calls.push(call);
      this.most = Math.max(this.most, this.open.length);
      queueMicrotask(() => this.answer(call));
    });
}
