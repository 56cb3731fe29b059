import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  isTrackedEnvelope,
  TRPCError,
} from "@trpc/server";
import { z } from "zod";
import { mostOps } from "@/live/browser/wire";
import type { Connection } from "@/live/connection";
import { reconnectAfterInactivityMs } from "@/live/connections";
import { encodeConnected, encodeMessage } from "@/live/frame";
import { MultiplexReader } from "@/live/readers";
import { LiveStream } from "@/live/stream";
import { memberIdOf } from "@/modules/member/actor";
import type { ErrorCode } from "@/platform/errors";
import type { Context } from "./context";
import { createContext } from "./create-context";
import { headersOf } from "./headers";
import { liveIdentity } from "./live-identity";
import { countSubscription, openConnection, type StreamServices } from "./services";

export const multiplexPath = "/api/live";

const longestBody = 256 * 1024;

const body = z.object({
  /** Whom the client believes to ask for (`liveIdentity`); refused when it is somebody else by now. */
  as: z.string().max(100).optional(),
  /**
   * Asks for what lies after the cursors and no more, for where streams do not get through. `quiet`: how many polls before
   * this one brought nothing.
   */
  poll: z.object({ quiet: z.number().int().nonnegative() }).optional(),
  ops: z
    .array(
      z.object({
        /** The client's number for it; repeated in everything that concerns it. */
        id: z.number().int().nonnegative(),
        path: z.string().max(100),
        /** Left out where there is none. */
        input: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(mostOps, `At most ${mostOps} subscriptions go over one connection`),
});

type Op = z.infer<typeof body>["ops"][number];

/** Polls follow each other after this time, in milliseconds, while they bring something, and ever later while not. */
const pollAfterMs = { busy: 1_500, quiet: 10_000 };
const nextPollMs = (quiet: number) => Math.min(pollAfterMs.quiet, pollAfterMs.busy * 1.3 ** quiet);

export type MultiplexHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  services: StreamServices,
) => Promise<void>;

/**
 * Serves any number of subscriptions over one connection (`liveLink` is the client). Each runs through tRPC on its own, with
 * its own input, validation and authorisation: one that fails says so on the stream and harms no other. A poll is answered
 * in the same form, by a stream that ends once it has caught up.
 */
export function createMultiplexHandler(router: AnyTRPCRouter): MultiplexHandler {
  return async (request, response, services) => {
    const parsed = await readBody(request);
    if ("status" in parsed) return refuse(response, parsed);
    const { as, poll, ops } = parsed;
    const person = await services.admit(request, response);
    if (person === null) return;
    const ctx = await createContext(headersOf(request));
    if (response.destroyed) return;
    if (as !== undefined && as !== liveIdentity(ctx.actor)) {
      const message = "This browser is signed in as somebody else, or not at all.";
      return refuse(response, { status: 401, reason: "unauthenticated", message });
    }
    const connection = openConnection(services, response, { person, memberId: memberIdOf(ctx.actor) });
    connection.write(encodeConnected({ reconnectAfterInactivityMs }, null));
    const left = new AbortController();
    connection.onClose(() => left.abort());
    await Promise.all(ops.map((op) => serveOp(router, connection, op, { ctx, signal: left.signal, poll: !!poll })));
    if (poll) connection.interrupt(nextPollMs(poll.quiet));
  };
}

interface OpOptions {
  ctx: Context;
  signal: AbortSignal;
  poll: boolean;
}

async function serveOp(
  router: AnyTRPCRouter,
  connection: Connection,
  { id, path, input }: Op,
  { ctx, signal, poll }: OpOptions,
): Promise<void> {
  const reader = new MultiplexReader(connection, id);
  try {
    const result: unknown = await callTRPCProcedure({
      router,
      path,
      getRawInput: async () => input,
      ctx,
      type: "subscription",
      signal,
      batchIndex: 0,
    });
    countSubscription(connection, path);
    if (result instanceof LiveStream) return await reader.serve(result);
    if (poll) throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: `"${path}" cannot be polled.` });
    // Not awaited: one that ends late must not hold up what follows all others.
    void tellAll(reader, result as AsyncIterable<unknown>).catch((error) => reader.fail(shapeOf(error)));
  } catch (error) {
    reader.fail(shapeOf(error));
  }

  function shapeOf(cause: unknown) {
    const error = getTRPCErrorFromUnknown(cause);
    return getTRPCErrorShape({ config: router._def._config, error, type: "subscription", path, input, ctx });
  }
}

/** Serves a subscription that is no live stream, as tRPC's own adapters would: to its end, or until the reader leaves. */
async function tellAll(reader: MultiplexReader, values: AsyncIterable<unknown>): Promise<void> {
  reader.begin({ cursor: null });
  for await (const value of values) {
    const [id, data] = isTrackedEnvelope(value) ? value : [null, value];
    reader.deliver({ encoded: encodeMessage(data, id), ephemeral: false });
  }
  reader.end();
}

interface Refusal {
  status: number;
  reason: ErrorCode;
  message: string;
}

function refuse(response: ServerResponse, { status, ...body }: Refusal): void {
  // What was not read of the request goes with its connection.
  response.writeHead(status, { "content-type": "application/json", ...(status === 413 && { connection: "close" }) });
  response.end(JSON.stringify(body));
}

const unreadable: Refusal = {
  status: 400,
  reason: "invalid",
  message: 'Send JSON with its length: {"ops": [{"id": 1, "path": "story.onPublished", "input": {}}]}',
};

async function readBody(request: IncomingMessage): Promise<z.infer<typeof body> | Refusal> {
  if (request.method !== "POST" || !request.headers["content-type"]?.startsWith("application/json")) return unreadable;
  const length = Number(request.headers["content-length"] ?? Number.NaN);
  if (Number.isNaN(length)) return unreadable;
  if (length > longestBody) {
    const message = `What is asked for takes more than ${longestBody / 1024} KB; ask for less at once.`;
    return { status: 413, reason: "too_large", message };
  }
  try {
    const { data, error } = body.safeParse(await json(request));
    const tooMany = error?.issues.find(({ code }) => code === "too_big");
    return data ?? { ...unreadable, ...(tooMany && { message: tooMany.message }) };
  } catch {
    return unreadable;
  }
}
