import type { IncomingMessage, ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { auth } from "@/modules/member/auth";
import { actorOf, actorOfSession } from "@/modules/member/queries";
import { createStreamTokens } from "@/modules/member/stream-token";
import { AppError, errorCodes } from "@/platform/errors";
import { log } from "@/platform/log";
import { headersOf } from "@/trpc/headers";
import type { OwnLimit, StreamServices } from "@/trpc/services";
import { SseStream } from "./sse-stream";

export interface SseConfig<MembersOnly extends boolean> {
  /** True: for members only, by their session or by a token, which `POST` to the same address issues. */
  auth: MembersOnly;
  /** New streams of this kind for one person: `limit` in `window` seconds. Omitted: the limit of all streams together. */
  rateLimit?: Omit<OwnLimit, "name">;
}

export interface SseRequest {
  url: URL;
  headers: Headers;
  /** What the address has in place of `{name}`. */
  params: Readonly<Record<string, string>>;
  /** The cursor to resume from: as EventSource sends it, else from the query; null to begin now. */
  lastEventId: string | null;
}

/** Does all that may fail first (an AppError becomes the answer), then writes to the stream or follows a live one. */
type Handler<Who extends Actor> = (request: SseRequest, actor: Who, stream: SseStream) => Promise<void> | void;

/** Where a request goes to, as the table of routes found it. */
export interface SseRoute {
  /** Such as "/api/jobs/{id}/events". */
  pattern: string;
  params: Readonly<Record<string, string>>;
}

export type SseHandler = (
  message: IncomingMessage,
  response: ServerResponse,
  services: StreamServices,
  route: SseRoute,
) => Promise<void>;

type ForMembers = [config: SseConfig<true>, handler: Handler<MemberActor>];
type ForAnyone = [config: SseConfig<false>, handler: Handler<Actor>];

/**
 * Serves Server-Sent Events over plain HTTP, to clients without tRPC. The stream stays open after the handler has returned,
 * until one side ends it. A handler that closes it before it wrote anything answers 204, after which EventSource does not
 * come back. An error after the first event has the reader come back with its cursor.
 */
export function createSSEHandler(...given: ForMembers): SseHandler;
export function createSSEHandler(...given: ForAnyone): SseHandler;
export function createSSEHandler(...given: ForMembers | ForAnyone): SseHandler {
  const [{ auth: membersOnly, rateLimit }] = given;
  const methods = membersOnly ? ["GET", "POST"] : ["GET"];
  return async (message, response, services, { pattern, params }) => {
    if (!methods.includes(message.method ?? "")) {
      response.writeHead(405, { allow: methods.join(", ") }).end();
      return;
    }
    const person = await services.admit(message, response, rateLimit && { name: pattern, ...rateLimit });
    if (person === null) return;
    const stream = new SseStream(services, response, person, pattern);
    try {
      const request = readRequest(message, params);
      if (message.method === "POST") {
        // Not for a token, which could otherwise be renewed by whoever found it.
        const { sessionId } = requireMember(await actorOf(request.headers));
        return answer(response, 200, streamTokens().issue(sessionId, request.url.pathname));
      }
      const actor = await actorAt(request);
      stream.memberId = memberIdOf(actor);
      if (isForMembers(given)) await given[1](request, requireMember(actor), stream);
      else await given[1](request, actor, stream);
      stream.open();
    } catch (error) {
      if (stream.opened || !(error instanceof AppError)) log().error({ err: error, route: pattern }, "sse: failed");
      if (stream.opened) stream.interrupt();
      else refuse(response, error);
    }
  };
}

const isForMembers = (given: ForMembers | ForAnyone): given is ForMembers => given[0].auth;

const streamTokens = () => createStreamTokens(auth().options.secret);

function readRequest(message: IncomingMessage, params: SseRequest["params"]): SseRequest {
  const url = new URL(message.url ?? "/", "http://localhost");
  const headers = headersOf(message);
  const lastEventId = message.headers["last-event-id"]?.toString() ?? url.searchParams.get("lastEventId");
  return { url, headers, params, lastEventId };
}

/** A token speaks for itself: one that does not fit is not made good by the cookie of whoever sends it. */
async function actorAt({ url, headers }: SseRequest): Promise<Actor> {
  const token = url.searchParams.get("token");
  if (token === null) return actorOf(headers);
  const sessionId = streamTokens().read(token, url.pathname);
  if (sessionId === null) throw new AppError("unauthenticated", "This token is not valid here, or not any more.");
  return actorOfSession(sessionId);
}

function requireMember(actor: Actor): MemberActor {
  if (actor.kind === "member") return actor;
  throw new AppError(
    "unauthenticated",
    "Sign in, or ask for a token with POST to this address and open it with ?token=.",
  );
}

function refuse(response: ServerResponse, error: unknown): void {
  const known = error instanceof AppError ? error : null;
  const status = known ? getHTTPStatusCodeFromError(new TRPCError({ code: errorCodes[known.code] })) : 500;
  const message = known?.message ?? "Something went wrong on our side; please try again.";
  answer(response, status, { message, reason: known?.code ?? null });
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
