import type { TRPCErrorShape } from "@trpc/server/rpc";
import { createParser, type EventSourceMessage } from "eventsource-parser";

/** What a multiplexed connection says (see `MultiplexReader` for its form on the wire). */
export type WireMessage =
  | { type: "connected"; reconnectAfterInactivityMs: number }
  | { type: "ping" }
  | { type: "started"; op: number; cursor: string; resync?: string }
  | { type: "event"; op: number; cursor: string; data: unknown }
  | { type: "failed"; op: number; error: TRPCErrorShape };

/** The connection was refused, or ended before its time. */
export class ConnectionLost extends Error {
  constructor(
    message: string,
    /** What the server asked to wait, in milliseconds. */
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

export interface OpRequest {
  id: number;
  path: string;
  input: unknown;
}

/**
 * Opens a multiplexed connection and calls back for each message until it ends.
 * @throws ConnectionLost, or what `fetch` throws, whenever it ends.
 */
export async function readConnection(
  url: string,
  ops: OpRequest[],
  signal: AbortSignal,
  onMessage: (message: WireMessage) => void,
): Promise<never> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ ops }),
    cache: "no-store",
    signal,
  });
  if (!response.ok || !response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
    const retryAfter = Number(response.headers.get("retry-after") ?? 0) * 1_000;
    await response.body?.cancel();
    throw new ConnectionLost(`The server answered ${response.status}.`, Number.isFinite(retryAfter) ? retryAfter : 0);
  }
  let asked = 0;
  const parser = createParser({
    onEvent: (event) => onMessage(readMessage(event)),
    onRetry(delayMs) {
      asked = delayMs;
    },
  });
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parser.feed(decoder.decode(part.value, { stream: true }));
  }
  throw new ConnectionLost("The server closed the connection.", asked);
}

function readMessage({ event, data, id }: EventSourceMessage): WireMessage {
  if (event === undefined) {
    const end = data.indexOf("\n");
    return { type: "event", op: Number(data.slice(0, end)), cursor: id ?? "", data: JSON.parse(data.slice(end + 1)) };
  }
  if (event === "ping") return { type: "ping" };
  return { type: event, ...JSON.parse(data) };
}
