import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { metrics } from "@/platform/metrics";
import { type Encoded, encodePing, encodeRetry } from "./frame";

/** What a reader may leave unread before it is cut off, in bytes. It resumes by its cursor. */
const unreadBudget = 1024 * 1024;

/**
 * A reader whose connection we end comes back after this time, in milliseconds, and up to as much again. Not at once:
 * EventSource keeps to what it was told, and would ask a server that is away without a pause.
 */
const comeBackMs = 1_000;

let lastId = 0;

/** One HTTP response that stays open for events. */
export class Connection {
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  readonly #closers: (() => void)[] = [];
  #closed = false;
  /** The cursor that a ping repeats; null where pings carry none. */
  cursor: string | null = null;
  /** What a ping is, where it is not tRPC's. */
  pingWith: Encoded | null = null;
  /** Names it within its process. */
  readonly id = ++lastId;
  readonly openedAt = Date.now();
  /** Whose it is; null for a guest. */
  memberId: string | null = null;
  /** What it carries. */
  readonly procedures: string[] = [];

  /** @param response its status and headers are set; from here on it is written by nobody else. */
  constructor(response: ServerResponse) {
    if (!response.socket) throw new Error("the reader has gone");
    this.#response = response;
    this.#socket = response.socket;
    // What follows in this turn, such as a replay from memory, leaves in one piece with the head.
    this.#socket.cork();
    process.nextTick(() => this.#socket.uncork());
    response.flushHeaders();
    response.once("close", () => this.#close());
    this.#socket.setNoDelay(true);
    this.#socket.setTimeout(0);
  }

  /** Calls `closer` once when the connection ends, or at once if it has. */
  onClose(closer: () => void): void {
    if (this.#closed) closer();
    else this.#closers.push(closer);
  }

  /** Writes bytes that are shared with other connections. */
  write(encoded: Encoded): void {
    if (this.#closed || this.#cutIfSlow()) return;
    this.#send(encoded);
  }

  /** Writes two pieces as one packet. */
  writeBoth(first: Encoded, second: Encoded): void {
    if (this.#closed || this.#cutIfSlow()) return;
    this.#socket.cork();
    this.#send(first);
    this.#send(second);
    this.#socket.uncork();
  }

  #send(encoded: Encoded): void {
    // The chunk is ready as it goes over the wire, so Node need not frame it again for every socket.
    if (this.#response.chunkedEncoding) this.#socket.write(encoded.chunk);
    else this.#response.write(encoded.bytes);
  }

  /** Looked at before a write, not after it: one event may be larger than the budget, and is no fault of the reader. */
  #cutIfSlow(): boolean {
    if (this.#socket.writableLength <= unreadBudget) return false;
    metrics().slowReaders.inc();
    this.#socket.destroy();
    this.#close();
    return true;
  }

  /** Shows the reader that the stream lives, and a proxy that it is in use. */
  ping(): void {
    this.write(this.pingWith ?? encodePing(this.cursor));
  }

  /** Ends a stream of which everything has been said. */
  end(): void {
    if (this.#closed) return;
    this.#response.end();
    this.#close();
  }

  /** Ends the stream and has the reader come back soon; its next request may come over the same socket. */
  interrupt(afterMs = comeBackMs): void {
    if (this.#closed) return;
    this.write(encodeRetry(afterMs * (1 + Math.random())));
    this.end();
  }

  /** The same for a process that stops, which a socket kept alive for a next request would hold up. */
  drain(): void {
    if (this.#closed) return;
    this.#response.once("finish", () => this.#socket.end());
    this.interrupt();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const closer of this.#closers.splice(0)) closer();
  }
}
