import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AnyTRPCRouter, TRPCError } from "@trpc/server";
import { incomingMessageToRequest } from "@trpc/server/adapters/node-http";
import { resolveResponse } from "@trpc/server/http";
import { reconnectAfterInactivityMs } from "@/live/connections";
import { serveStream } from "@/live/readers";
import { LiveStream } from "@/live/stream";
import { memberIdOf } from "@/modules/member/actor";
import { uploadLimit } from "@/modules/transfer/schema";
import { AppError } from "@/platform/errors";
import type { Context } from "./context";
import { createContext } from "./create-context";
import { headersOf } from "./headers";
import { type Exchange, isPlainCall, openStream } from "./open-stream";
import { countSubscription, openConnection, type StreamServices } from "./services";

export const trpcPath = "/api/trpc";

/** Largest request body in bytes: the longest chapter in the widest script, and an avatar. */
const maxBodySize = 12 * 1024 * 1024;
/** What takes more, of members: a book, and the form around it. */
const largerBodies = new Map([["transfer.upload", uploadLimit + 64 * 1024]]);

/** Calls that travel as one request; clients send no more at once (`maxItems` of their batch links). */
export const maxBatchSize = 20;

export type TrpcHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  services: StreamServices,
) => Promise<void>;

/**
 * Serves a router over Node's HTTP server. All of tRPC is tRPC's own (parsing, context, middleware, validation, errors);
 * only where a subscription returned a `LiveStream`, the socket is handed to the hub instead of being fed through an
 * iterator and three web streams, at a small part of the cost per reader.
 */
export function createTrpcHandler(router: AnyTRPCRouter): TrpcHandler {
  const subscriptions = subscriptionPaths(router);
  return async (request, response, services) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    // As tRPC will read it: what is called must be what was admitted.
    const path = decodeURIComponent(pathname.slice(trpcPath.length + 1));
    const exchange = { request, response, path };
    let made: Promise<Context> | undefined;
    const context = () => {
      made ??= createContext(headersOf(request));
      return made;
    };
    if (!subscriptions.has(path) || request.method !== "GET") return answer(router, exchange, context);
    const person = await services.admit(request, response);
    if (person === null || response.destroyed) return;
    if (!isPlainCall(request, searchParams)) return answer(router, exchange, context);
    const opened = await openStream(router, exchange, { searchParams, context: context() });
    if (!(opened instanceof LiveStream)) return answer(opened, exchange, context);
    const { actor } = await context();
    if (response.destroyed || !response.socket) return;
    const connection = openConnection(services, response, { person, memberId: memberIdOf(actor) });
    countSubscription(connection, path);
    await serveStream(connection, opened, { reconnectAfterInactivityMs });
  };
}

/** Answers as tRPC's own adapter does. */
async function answer(
  router: AnyTRPCRouter,
  { request, response, path }: Exchange,
  context: () => Promise<Context>,
): Promise<void> {
  const larger = largerBodies.get(path);
  const limit = larger && (await isMember(context)) ? larger : maxBodySize;
  if (response.destroyed) return;
  const { status, headers, body } = await resolveResponse({
    router,
    // Takes the body in from here on, whether anyone reads it or not.
    req: incomingMessageToRequest(request, response, { maxBodySize: limit }),
    path: encodeURIComponent(path),
    error: null,
    responseMeta: ({ errors }) => tellWait(errors),
    maxBatchSize,
    async createContext() {
      const made = await context();
      tellBudget(response, made);
      return made;
    },
  });
  if (response.destroyed || !response.socket) {
    await body?.cancel();
    return;
  }
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  if (!body) {
    response.end();
    return;
  }
  response.flushHeaders();
  // A reader that goes away in the middle is no error of ours.
  await pipeline(Readable.fromWeb(body as never), response).catch(() => {});
}

/** False too where it could not be found out; tRPC asks as well, and says why. */
const isMember = (context: () => Promise<Context>): Promise<boolean> =>
  context().then(
    ({ actor }) => actor.kind === "member",
    () => false,
  );

/** https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-07 */
function tellBudget(response: ServerResponse, { budget }: Context): void {
  if (!budget || response.headersSent) return;
  response.setHeader("ratelimit-limit", budget.limit);
  response.setHeader("ratelimit-remaining", budget.remaining);
  response.setHeader("ratelimit-reset", budget.resetSeconds);
}

/** Of several calls in one request, the one that has to wait longest counts. */
function tellWait(errors: readonly TRPCError[]): { headers?: Headers } {
  const waits = errors.map(({ cause }) => (cause instanceof AppError && cause.details?.retryAfterSeconds) || 0);
  const longest = Math.max(0, ...waits.map(Number));
  return longest > 0 ? { headers: new Headers({ "retry-after": String(longest) }) } : {};
}

/** tRPC keeps procedures under their full paths, though its types nest them. */
function subscriptionPaths(router: AnyTRPCRouter): ReadonlySet<string> {
  const procedures: [string, { _def?: { type?: string } }][] = Object.entries({ ...router._def.procedures });
  return new Set(procedures.filter(([, { _def }]) => _def?.type === "subscription").map(([path]) => path));
}
