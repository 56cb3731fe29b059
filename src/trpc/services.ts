import type { IncomingMessage, ServerResponse } from "node:http";
import { Connection } from "@/live/connection";
import type { Connections } from "@/live/connections";
import { metrics } from "@/platform/metrics";

/** What the HTTP server gives to those who serve streams. */
export interface StreamServices {
  connections: Connections;
  /** Lets a new stream pass and says whose it is, or answers it itself and returns null; by `own` where it has its own limit. */
  admit(request: IncomingMessage, response: ServerResponse, own?: OwnLimit): Promise<string | null>;
}

/** A limit of one kind of stream: `limit` new ones for a person in `window` seconds. */
export interface OwnLimit {
  name: string;
  limit: number;
  window: number;
}

/** As tRPC has them. */
const streamHeaders = {
  vary: "trpc-accept, accept",
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/**
 * A proxy keeps the socket of a stream that has ended for its next request, and may be sending that just as a process that
 * stops closes the socket. What it must not repeat, such as a mutation, would then fail; so it learns that they end together.
 */
const connectionOf = ({ req }: ServerResponse) =>
  req.headers["x-forwarded-for"] === undefined ? "keep-alive" : "close";

/** Answers with a stream that stays open, and counts it as `person`'s. */
export function openConnection(
  { connections }: StreamServices,
  response: ServerResponse,
  { person, memberId }: { person: string; memberId: string | null },
): Connection {
  response.writeHead(200, { ...streamHeaders, connection: connectionOf(response) });
  const connection = new Connection(response);
  connection.memberId = memberId;
  connections.add(connection, person);
  return connection;
}

/** Counts a stream for as long as its connection lasts. */
export function countSubscription(connection: Connection, procedure: string): void {
  metrics().subscriptions.inc({ procedure });
  connection.procedures.push(procedure);
  connection.onClose(() => metrics().subscriptions.dec({ procedure }));
}
