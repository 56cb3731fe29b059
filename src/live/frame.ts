import { formatCursor, parseCursor } from "./cursor";

/**
 * tRPC's Server-Sent Events protocol, as @trpc/server 11 writes it (stream/sse.ts): the named events `connected`, `ping`,
 * `return` and `serialized-error`, and unnamed messages whose data is JSON and whose id is the cursor. An id on a named
 * event is our addition; EventSource takes it as the cursor to reconnect with, and tRPC's client looks only at the data.
 */

/** Bytes that go to many sockets, encoded once. */
export class Encoded {
  #chunk: Buffer | undefined;

  constructor(readonly bytes: Buffer) {}

  static from(text: string): Encoded {
    return new Encoded(Buffer.from(text, "utf8"));
  }

  /** The same bytes as one chunk of HTTP/1.1's chunked transfer coding (RFC 9112, section 7.1). */
  get chunk(): Buffer {
    this.#chunk ??= Buffer.concat([
      Buffer.from(`${this.bytes.length.toString(16)}\r\n`),
      this.bytes,
      Buffer.from("\r\n"),
    ]);
    return this.#chunk;
  }
}

const line = (id: string | null) => (id === null ? "" : `id: ${id}\n`);
const named = (event: string, data: string, id: string | null) => `event: ${event}\ndata: ${data}\n${line(id)}\n\n`;

export const encodeMessage = (data: unknown, id: string | null) =>
  Encoded.from(`data: ${JSON.stringify(data)}\n${line(id)}\n\n`);
export const encodeNamed = (event: string, data: unknown, id: string | null = null) =>
  Encoded.from(named(event, JSON.stringify(data), id));
export const encodeConnected = (options: object, id: string | null) => encodeNamed("connected", options, id);
export const encodePing = (id: string | null) => Encoded.from(named("ping", "", id));
/** tRPC's word for the end of a subscription. */
export const encodeReturn = () => Encoded.from(named("return", "", null));
/** Tells EventSource to wait `milliseconds` before it reconnects. */
export const encodeRetry = (milliseconds: number) => Encoded.from(`retry: ${Math.round(milliseconds)}\n\n`);
/** A ping for clients without tRPC: a comment, which EventSource passes over. */
export const commentPing = Encoded.from(": ping\n\n");

/** One event of the log as the hub holds it: decoded once, encoded at most once, shared by all readers. */
export class Frame {
  #encoded: Encoded | undefined;
  #named: { event: string; encoded: Encoded } | undefined;
  #id: string | undefined;

  constructor(
    readonly epoch: string,
    readonly seq: number,
    /** Seq of the event before it on its topic; 0 when none is kept. */
    readonly prevSeq: number,
    readonly name: string,
    readonly subject: string | null,
    readonly data: unknown,
    /** When it was announced, in milliseconds since 1970. */
    readonly at: number,
    /** Its position is not its own, but the one that its readers have reached. */
    readonly ephemeral = false,
    /** Where in a trace it comes from, if traces are made. Not part of what readers get. */
    readonly trace: string | null = null,
  ) {}

  /** Something said to one reader only, at its position. */
  static of(data: unknown, cursor: string): Frame {
    const { epoch, seq } = parseCursor(cursor) ?? { epoch: "", seq: 0 };
    return new Frame(epoch, seq, 0, "", null, data, Date.now(), true);
  }

  /** Made once: it is asked for by every reader, and each keeps what it gets. */
  get id(): string {
    this.#id ??= formatCursor(this);
    return this.#id;
  }

  get encoded(): Encoded {
    this.#encoded ??= encodeMessage(this.data, this.id);
    return this.#encoded;
  }
  /** As an event called `event`, for clients without tRPC. All readers of a topic use one name for it. */
  encodedAs(event: string): Encoded {
    if (this.#named?.event !== event) this.#named = { event, encoded: encodeNamed(event, this.data, this.id) };
    return this.#named.encoded;
  }
}
