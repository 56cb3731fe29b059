import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyTRPCRouter, callTRPCProcedure, TRPCError } from "@trpc/server";
import { parseConnectionParamsFromString } from "@trpc/server/http";
import { LiveStream } from "@/live/stream";
import type { Context } from "./context";
import { answering } from "./init";

/** A request for the procedure at `path`, which is decoded, and its answer. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
}

/**
 * Whether tRPC would come as far as to call the procedure. It does not for a batch, for a form and for a stream of JSON
 * lines, and says so in words of its own.
 */
export function isPlainCall({ headers }: IncomingMessage, searchParams: URLSearchParams): boolean {
  if (searchParams.get("batch") === "1") return false;
  if (/^(multipart\/form-data|application\/octet-stream)/.test(headers["content-type"] ?? "")) return false;
  if (headers["trpc-accept"] || headers.accept?.includes("application/jsonl")) return false;
  const connectionParams = searchParams.get("connectionParams");
  if (connectionParams === null) return true;
  try {
    parseConnectionParamsFromString(connectionParams);
    return true;
  } catch {
    return false;
  }
}

/**
 * Calls a subscription without tRPC's HTTP layer, which for every stream builds a Request, abort controllers and a chain of
 * web streams, only for them to be cancelled: most of what opening one would cost. Context, middleware, validation and
 * authorisation are tRPC's own.
 * @returns the live stream; for any other outcome, errors included, a router that answers this path with just that outcome,
 * for tRPC to put into its own words without calling the procedure again.
 */
export async function openStream(
  router: AnyTRPCRouter,
  { request, response, path }: Exchange,
  { searchParams, context }: { searchParams: URLSearchParams; context: Promise<Context> },
): Promise<LiveStream<unknown> | AnyTRPCRouter> {
  const left = new AbortController();
  const leave = () => left.abort();
  response.once("close", leave);
  try {
    const outcome = await callTRPCProcedure({
      router,
      path,
      getRawInput: async () => inputOf(router, request, searchParams),
      ctx: await context,
      type: "subscription",
      signal: left.signal,
      batchIndex: 0,
    });
    if (!(outcome instanceof LiveStream)) return answering(path, () => outcome);
    response.off("close", leave);
    return outcome;
  } catch (error) {
    return answering(path, () => {
      throw error;
    });
  }
}

/** The input as tRPC reads it: from the address, with the newest cursor that the reader names. */
function inputOf(router: AnyTRPCRouter, { headers }: IncomingMessage, searchParams: URLSearchParams): unknown {
  const input = parse(router, searchParams.get("input"));
  const lastEventId = headers["last-event-id"] ?? searchParams.get("lastEventId") ?? searchParams.get("Last-Event-Id");
  if (!isObject(input)) return lastEventId ? (input ?? { lastEventId }) : input;
  return spreadArray(input) ?? (lastEventId ? { ...input, lastEventId } : input);
}

function parse(router: AnyTRPCRouter, text: string | null): unknown {
  if (!text) return undefined;
  try {
    return router._def._config.transformer.input.deserialize(JSON.parse(text));
  } catch (cause) {
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: cause instanceof Error ? cause.message : "Invalid input",
      cause,
    });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The array that an input was. tRPC's client adds its cursor even to an array when it connects again, which makes of it
 * `{ 0: …, 1: …, lastEventId }`; taken as it comes, that would be refused, and the subscription over for good.
 */
function spreadArray({ lastEventId, ...rest }: Record<string, unknown>): unknown[] | null {
  const keys = Object.keys(rest);
  const wasArray = lastEventId !== undefined && keys.length > 0 && keys.every((key, index) => key === `${index}`);
  return wasArray ? Object.values(rest) : null;
}
