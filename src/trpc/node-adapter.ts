import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AnyTRPCRouter } from "@trpc/server";
import { incomingMessageToRequest } from "@trpc/server/adapters/node-http";
import { resolveResponse } from "@trpc/server/http";
import { reconnectAfterInactivityMs } from "@/live/connections";
import { serveStream } from "@/live/readers";
import type { HandOff } from "./context";
import { createContext } from "./create-context";
import { countSubscription, openConnection, type StreamServices } from "./services";

export const trpcPath = "/api/trpc";

/** Largest request body in bytes: the longest chapter in the widest script, and an avatar. */
const maxBodySize = 12 * 1024 * 1024;

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
    const handOff: HandOff = { stream: null };
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.slice(trpcPath.length + 1);
    const person = subscriptions.has(path) && request.method === "GET" ? await services.admit(request, response) : "";
    if (person === null) return;
    const webRequest = incomingMessageToRequest(request, response, { maxBodySize });
    const answer = await resolveResponse({
      router,
      req: webRequest,
      path,
      error: null,
      createContext: () => createContext(webRequest.headers, handOff),
    });
    if (response.destroyed || !response.socket) {
      await answer.body?.cancel();
      return;
    }
    response.statusCode = answer.status;
    for (const [name, value] of answer.headers) response.appendHeader(name, value);
    if (handOff.stream) {
      await answer.body?.cancel();
      const connection = openConnection(services, response, person);
      countSubscription(connection, path);
      await serveStream(connection, handOff.stream, { reconnectAfterInactivityMs });
    } else if (answer.body) {
      response.flushHeaders();
      // A reader that goes away in the middle is no error of ours.
      await pipeline(Readable.fromWeb(answer.body as never), response).catch(() => {});
    } else {
      response.end();
    }
  };
}

/** tRPC keeps procedures under their full paths, though its types nest them. */
function subscriptionPaths(router: AnyTRPCRouter): ReadonlySet<string> {
  const procedures: [string, { _def?: { type?: string } }][] = Object.entries({ ...router._def.procedures });
  return new Set(procedures.filter(([, { _def }]) => _def?.type === "subscription").map(([path]) => path));
}
