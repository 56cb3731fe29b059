import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { ResyncReason } from "./cursor";
import { type Encoded, encodeConnected, encodeMessage, encodePing, encodeRetry, type Frame } from "./frame";
import type { Start } from "./hub";
import type { LiveStream, Reader } from "./stream";

/** What a reader may leave unread before it is cut off, in bytes. It resumes by its cursor. */
const unreadBudget = 1024 * 1024;

/** tRPC's client takes these from the `connected` event. */
export interface ClientOptions {
  reconnectAfterInactivityMs: number;
}

/** One HTTP response that carries a stream: the reader's end of the hub. */
export class Connection implements Reader {
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  readonly #clientOptions: ClientOptions;
  #cursor = "";
  #detach: () => void = () => {};
  #ended = false;

  /** @param response its status and headers are set; from here on it is written by nobody else. */
  constructor(response: ServerResponse, clientOptions: ClientOptions) {
    if (!response.socket) throw new Error("the reader has gone");
    this.#response = response;
    this.#socket = response.socket;
    this.#clientOptions = clientOptions;
    response.flushHeaders();
    this.#socket.setNoDelay(true);
    this.#socket.setTimeout(0);
  }

  /** Runs until the reader goes; resolves once the stream is attached. */
  async serve(stream: LiveStream<unknown>): Promise<void> {
    this.#response.once("close", () => this.#close());
    const detach = await stream.attach(this);
    if (this.#ended) detach();
    else this.#detach = detach;
  }

  begin({ cursor, resync }: Start): void {
    this.#cursor = cursor;
    this.#write(encodeConnected(this.#clientOptions, cursor));
    if (resync) this.#write(encodeMessage({ resync } satisfies { resync: ResyncReason }, cursor));
  }

  deliver(frame: Frame): void {
    this.#cursor = frame.id;
    this.#write(frame.encoded);
  }

  /** Shows the reader that the stream lives, and a proxy that it is in use. */
  ping(): void {
    if (this.#cursor) this.#write(encodePing(this.#cursor));
  }

  interrupt(): void {
    this.drain(0);
  }

  /** Ends the stream and has the reader come back after `delayMs`. */
  drain(delayMs: number): void {
    if (this.#ended) return;
    this.#write(encodeRetry(delayMs));
    this.#response.end();
    this.#close();
  }

  #write(encoded: Encoded): void {
    if (this.#ended) return;
    // The chunk is ready as it goes over the wire, so Node need not frame it again for every socket.
    if (this.#response.chunkedEncoding) this.#socket.write(encoded.chunk);
    else this.#response.write(encoded.bytes);
    if (this.#socket.writableLength > unreadBudget) this.#socket.destroy();
  }

  #close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#detach();
    this.onClose();
  }

  /** Called once when the stream is over. */
  onClose: () => void = () => {};
}
