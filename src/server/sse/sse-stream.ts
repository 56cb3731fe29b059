import type { ServerResponse } from "node:http";
import type { Connection } from "@/live/connection";
import { encodeNamed } from "@/live/frame";
import { type PlainOptions, servePlain } from "@/live/plain-reader";
import type { LiveStream } from "@/live/stream";
import { countSubscription, openConnection, type StreamServices } from "@/trpc/services";

export interface SseEvent {
  /** What `addEventListener` is called with: one line, and not "error", which EventSource uses itself. */
  event: string;
  /** Plain JSON. */
  data: unknown;
  /** What comes back as `lastEventId`: the `live` cursor that `data` was read at. */
  id?: string;
}

/** An answer of Server-Sent Events; its head is sent with the first event. */
export class SseStream {
  /** Whose it is; null for a guest. */
  memberId: string | null = null;
  readonly #abort = new AbortController();
  #connection: Connection | undefined;

  constructor(
    private readonly services: StreamServices,
    private readonly response: ServerResponse,
    private readonly person: string,
    private readonly name: string,
  ) {
    response.once("close", () => this.#abort.abort());
  }

  /** Aborted once the stream has ended, from whichever side. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get opened(): boolean {
    return this.#connection !== undefined;
  }

  /** Sends one event to this reader. */
  write({ event, data, id }: SseEvent): void {
    if (/[\r\n]/.test(event)) throw new Error("the name of an event is one line");
    this.#open()?.write(encodeNamed(event, data, id));
  }

  /** Brings the events of a live stream to this reader, until one side ends. Once per stream: its `id`s are one sequence. */
  async follow<Payload>(stream: LiveStream<Payload>, options: PlainOptions): Promise<void> {
    const connection = this.#open();
    if (connection) await servePlain(connection, stream, options);
  }

  /** Everything has been said. */
  close(): void {
    if (this.#connection) this.#connection.end();
    else if (!this.signal.aborted) this.response.writeHead(204).end();
    this.#abort.abort();
  }

  /** Sends the head, if nothing has been written yet. */
  open(): void {
    this.#open();
  }

  /** Has the reader come back, after a failure of ours. */
  interrupt(): void {
    this.#connection?.interrupt();
  }

  /** Undefined where the reader has gone, or the stream was closed before anything was written. */
  #open(): Connection | undefined {
    if (this.#connection || this.signal.aborted || !this.response.socket) return this.#connection;
    this.#connection = openConnection(this.services, this.response, { person: this.person, memberId: this.memberId });
    countSubscription(this.#connection, this.name);
    return this.#connection;
  }
}
