import type { Connection } from "./connection";
import { commentPing, encodeNamed, type Frame } from "./frame";
import type { LiveStream } from "./stream";

export interface PlainOptions {
  /** The name under which a client hears of `frame`; always the same for one kind of event. */
  event: (frame: Frame) => string;
  /** True for the event after which nothing follows: it is sent, and the stream closes. */
  last?: (frame: Frame) => boolean;
}

/**
 * Serves one stream to a client without tRPC, by the plain rules of EventSource: each event has a name and its cursor as
 * `id`, `connected` says where the stream begins, `resync` that something before this may have been missed.
 */
export async function servePlain<Payload>(
  connection: Connection,
  stream: LiveStream<Payload>,
  { event, last }: PlainOptions,
): Promise<void> {
  connection.pingWith = commentPing;
  const detach = await stream.attach({
    begin({ cursor, resync }) {
      connection.write(encodeNamed("connected", {}, cursor));
      if (resync) connection.write(encodeNamed("resync", { resync }, cursor));
    },
    deliver(frame) {
      connection.write(frame.encodedAs(event(frame)));
      if (last?.(frame)) connection.end();
    },
    interrupt: () => connection.interrupt(),
    end: () => connection.end(),
  });
  connection.onClose(detach);
}
