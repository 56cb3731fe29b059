import type { Connection } from "./connection";
import { Encoded, encodeConnected, encodeMessage, encodeNamed, encodeReturn } from "./frame";
import type { Start } from "./hub";
import type { LiveStream, Reader } from "./stream";

/** tRPC's client takes these from the `connected` event. */
export interface ClientOptions {
  reconnectAfterInactivityMs: number;
}

async function attach(connection: Connection, stream: LiveStream<unknown>, reader: Reader): Promise<() => void> {
  const detach = await stream.attach(reader);
  connection.onClose(detach);
  return detach;
}

/** Serves one stream over a connection of its own, as tRPC's `httpSubscriptionLink` and any EventSource expect it. */
export async function serveStream(connection: Connection, stream: LiveStream<unknown>, options: ClientOptions) {
  await attach(connection, stream, {
    begin({ cursor, resync }) {
      connection.cursor = cursor;
      connection.write(encodeConnected(options, cursor));
      if (resync) connection.write(encodeMessage({ resync }, cursor));
    },
    deliver(frame) {
      connection.cursor = frame.id;
      connection.write(frame.encoded);
    },
    interrupt: () => connection.interrupt(),
    end() {
      connection.write(encodeReturn());
      connection.end();
    },
  });
}

/**
 * Serves one of several streams over a shared connection. An event is the frame that everybody gets behind a line that
 * names the subscription, so that its bytes are shared here too:
 *
 *     data: 3                     which subscription; `3+` for an ephemeral event, which has no position of its own
 *     data: {"id":"…"}            the event
 *     id: 7840ef61c1.42           the subscription's cursor
 *
 * `started` (op, cursor, resync), `failed` (op, error) and `ended` (op) are events of their own.
 */
export class MultiplexReader implements Reader {
  readonly #durable: Encoded;
  readonly #ephemeral: Encoded;

  constructor(
    private readonly connection: Connection,
    private readonly op: number,
  ) {
    this.#durable = Encoded.from(`data: ${op}\n`);
    this.#ephemeral = Encoded.from(`data: ${op}+\n`);
  }

  async serve(stream: LiveStream<unknown>): Promise<void> {
    await attach(this.connection, stream, this);
  }

  /** @param start its cursor is null for a subscription that keeps no positions. */
  begin({ cursor, resync }: Omit<Start, "cursor"> & { cursor: string | null }): void {
    this.connection.write(encodeNamed("started", { op: this.op, cursor, ...(resync && { resync }) }));
  }

  deliver({ encoded, ephemeral }: { encoded: Encoded; ephemeral: boolean }): void {
    this.connection.writeBoth(ephemeral ? this.#ephemeral : this.#durable, encoded);
  }

  fail(error: unknown): void {
    this.connection.write(encodeNamed("failed", { op: this.op, error }));
  }

  end(): void {
    this.connection.write(encodeNamed("ended", { op: this.op }));
  }

  interrupt(): void {
    this.connection.interrupt();
  }
}
