import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Connection } from "@/live/connection";
import { reconnectAfterInactivityMs } from "@/live/connections";
import { encodeConnected } from "@/live/frame";
import { MultiplexReader } from "@/live/readers";
import { LiveStream } from "@/live/stream";
import type { Context } from "./context";
import { createContext } from "./create-context";
import { headersOf } from "./headers";
import { appRouter } from "./router";
import { countSubscription, openConnection, type StreamServices } from "./services";

export const multiplexPath = "/api/live";

/** Subscriptions of one connection: a page has a handful, twelve tabs that share one have many. */
const mostOps = 300;
const longestBody = 256 * 1024;

const body = z.object({
  ops: z
    .array(
      z.object({
        /** The client's number for it; repeated in everything that concerns it. */
        id: z.number().int().nonnegative(),
        path: z.string().max(100),
        input: z.unknown(),
      }),
    )
    .min(1)
    .max(mostOps),
});

type Op = z.infer<typeof body>["ops"][number];

/**
 * Serves any number of subscriptions over one connection (`liveLink` is the client). Each runs through tRPC on its own, with
 * its own input, validation and authorisation: one that fails says so on the stream and harms no other.
 */
export async function handleMultiplex(
  request: IncomingMessage,
  response: ServerResponse,
  services: StreamServices,
): Promise<void> {
  const parsed = await readBody(request);
  if (!parsed) {
    response.writeHead(400, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ message: 'Send JSON: {"ops": [{"id": 1, "path": "story.onPublished", "input": {}}]}' }),
    );
    return;
  }
  const person = await services.admit(request, response);
  if (person === null) return;
  const ctx = await createContext(headersOf(request));
  if (response.destroyed) return;
  const connection = openConnection(services, response, person);
  connection.write(encodeConnected({ reconnectAfterInactivityMs }, null));
  await Promise.all(parsed.ops.map((op) => serveOp(connection, op, ctx)));
}

async function serveOp(connection: Connection, { id, path, input }: Op, ctx: Context): Promise<void> {
  const reader = new MultiplexReader(connection, id);
  try {
    const result: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      getRawInput: async () => input,
      ctx,
      type: "subscription",
      signal: undefined,
      batchIndex: 0,
    });
    if (!(result instanceof LiveStream)) {
      throw new TRPCError({ code: "BAD_REQUEST", message: `"${path}" is not a live stream; follow it on its own.` });
    }
    countSubscription(connection, path);
    await reader.serve(result);
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    reader.fail(getTRPCErrorShape({ config: appRouter._def._config, error, type: "subscription", path, input, ctx }));
  }
}

async function readBody(request: IncomingMessage): Promise<z.infer<typeof body> | null> {
  if (request.method !== "POST" || !request.headers["content-type"]?.startsWith("application/json")) return null;
  if (Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY) > longestBody) return null;
  try {
    return body.parse(await json(request));
  } catch {
    return null;
  }
}
