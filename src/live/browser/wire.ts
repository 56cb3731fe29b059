import type { TRPCErrorShape } from "@trpc/server/rpc";
import { createParser, type EventSourceMessage } from "eventsource-parser";

/** What a multiplexed connection says (see `MultiplexReader` for its form on the wire). */
export type WireMessage =
  | { type: "connected"; reconnectAfterInactivityMs: number }
  | { type: "ping" }
  /** `cursor` is null for a stream that keeps no positions. */
  | { type: "started"; op: number; cursor: string | null; resync?: string }
  /** `passing` says that the event has no position of its own; `cursor` is null where it has none at all. */
  | { type: "event"; op: number; cursor: string | null; data: unknown; passing: boolean }
  | { type: "failed"; op: number; error: TRPCErrorShape }
  | { type: "ended"; op: number };

/** Subscriptions of one connection: a page has a handful, twelve tabs that share one have many. The server refuses more. */
export const mostOps = 300;

/** The connection was refused, or ended before its time. */
export class ConnectionLost extends Error {
  constructor(
    message: string,
    readonly details: {
      /** The HTTP status, where an answer came that is no stream. */
      status?: number;
      /** What the server asked to wait, in milliseconds. */
      retryAfterMs?: number;
      /** The server was asked and nothing came: something on the way may hold streams back. */
      heldBack?: boolean;
    } = {},
  ) {
    super(message);
  }
}

export interface WireRequest {
  /** Whom the streams are for; the server refuses if the request comes from somebody else. */
  as?: string;
  /** Asks for what lies after the cursors, and no more. `quiet`: how many polls before this one brought nothing. */
  poll?: { quiet: number };
  ops: { id: number; path: string; input: unknown }[];
}

/**
 * Sends a request and calls back for each message of the answer.
 * @returns once the server has ended the answer: the time in milliseconds after which it wants to be asked again.
 * @throws ConnectionLost, or what `fetch` throws.
 */
export async function exchange(
  url: string,
  request: WireRequest,
  signal: AbortSignal,
  onMessage: (message: WireMessage) => void,
  extraHeaders: Record<string, string> = {},
): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    headers: { ...extraHeaders, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(request),
    cache: "no-store",
    signal,
  });
  const { status, headers, body } = response;
  if (status !== 200 || !body || !headers.get("content-type")?.startsWith("text/event-stream")) {
    await body?.cancel();
    const retryAfterMs = readRetryAfter(headers.get("retry-after"));
    throw new ConnectionLost(`The server answered ${status}.`, { status, retryAfterMs });
  }
  let askAgainMs = 0;
  const parser = createParser({
    onEvent: (event) => onMessage(readMessage(event)),
    onRetry(delayMs) {
      askAgainMs = delayMs;
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parser.feed(decoder.decode(part.value, { stream: true }));
  }
  return askAgainMs;
}

function readMessage({ event, data, id }: EventSourceMessage): WireMessage {
  if (event === undefined) {
    const end = data.indexOf("\n");
    const op = data.slice(0, end);
    return {
      type: "event",
      op: Number.parseInt(op, 10),
      cursor: id ?? null,
      data: data.length > end + 1 ? JSON.parse(data.slice(end + 1)) : undefined,
      passing: op.endsWith("+"),
    };
  }
  if (event === "ping") return { type: "ping" };
  return { type: event, ...JSON.parse(data) };
}

/** Seconds or a date, as HTTP has it; in milliseconds. */
function readRetryAfter(text: string | null): number {
  if (!text) return 0;
  const seconds = Number(text);
  const ms = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1_000;
  return Math.max(0, ms || 0);
}

/** 204 is how a server says that it wants no further requests; the rest would be answered alike for ever. */
export const isFinal = (status: number): boolean =>
  status === 204 || (status >= 400 && status < 500 && ![408, 425, 429].includes(status));
