import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { toNodeHandler } from "better-auth/node";
import type { Live } from "@/live/start";
import { addressHeader, auth } from "@/modules/member/auth";
import { rendering } from "@/platform/answer-status";
import { log } from "@/platform/log";
import { withoutKey } from "@/platform/page-path";
import { createMultiplexHandler, multiplexPath } from "@/trpc/multiplex";
import { createTrpcHandler, trpcPath } from "@/trpc/node-adapter";
import { appRouter } from "@/trpc/router";
import type { StreamServices } from "@/trpc/services";
import { checkHealth } from "./health";
import { renderMetrics } from "./metrics";
import { openApi } from "./openapi";
import { isForeign, protectPage } from "./security";
import { findSseRoute } from "./sse/routes";
import { greetVisitor } from "./visitor";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface Services {
  live: Live;
  streams: StreamServices;
  /** Answers everything that is not ours. */
  pages: Handler;
  addressOf(request: IncomingMessage): string;
}

export interface HttpServer {
  server: Server;
  /**
   * From here on requests are served. Until then all but `live` are answered with 503, and those wait that a proxy would not
   * send to another process for that.
   */
  open(services: Services): void;
  /**
   * From here on each connection ends with its next answer: what a proxy has sent or is just sending is still done. New
   * streams are answered with 503, and so is the question whether this process is well. Resolves once no connection is taken
   * any more.
   */
  leave(): Promise<void>;
}

/** How long what may not be sent twice waits for a process that is starting, in milliseconds. */
const longestWaitMs = 20_000;

/** What a proxy may send to another process after an answer of 503; a mutation it may not, since it might have been done. */
const isRepeatable = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD";

/** The one HTTP server of this process: tRPC, accounts and health are ours, everything else is a page. */
export function createHttpServer(): HttpServer {
  const handleTrpc = createTrpcHandler(appRouter);
  const handleMultiplex = createMultiplexHandler(appRouter);
  let services: Services | undefined;
  let opened = () => {};
  const opening = new Promise<void>((resolve) => {
    opened = resolve;
  });
  let leaving = false;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path === "/api/health/live") return sendJson(response, 200, { status: "live" });
    if (!services && !isRepeatable(request)) await Promise.race([opening, sleep(longestWaitMs, null, { ref: false })]);
    if (!services) return sendAway(response, "starting");
    if (leaving) response.setHeader("connection", "close");
    const fault = faultOf(request);
    if (fault) return sendJson(response, fault.status, { message: fault.message, reason: "invalid" });
    request.headers[addressHeader] = services.addressOf(request);
    if (isForeign(request)) {
      return sendJson(response, 403, {
        message: "Requests from other sites' pages are not answered.",
        reason: "forbidden",
      });
    }
    if (path === "/api/health/ready" || path === "/api/health") {
      if (leaving) return sendAway(response, "stopping");
      if (path === "/api/health/ready") return sendJson(response, 200, { status: "ready" });
      const health = await checkHealth(services.live);
      return sendJson(response, health.status === "ok" ? 200 : 503, health);
    }
    // For the inside: whoever came through a proxy finds nothing here, also where the proxy was not told to hide it.
    if (path === "/api/metrics" && request.headers["x-forwarded-for"] === undefined) {
      const { contentType, text } = await renderMetrics(services.live);
      response.writeHead(200, { "content-type": contentType }).end(text);
      return;
    }
    if (path === "/api/openapi.json") {
      response
        .writeHead(200, { "content-type": "application/json", "cache-control": "public, max-age=300" })
        .end(openApi());
      return;
    }
    if (path === multiplexPath) return handleMultiplex(request, response, services.streams);
    if (path.startsWith(`${trpcPath}/`)) return handleTrpc(request, response, services.streams);
    const sse = findSseRoute(path);
    if (sse) return sse.handler(request, response, services.streams, sse.route);
    if (path.startsWith("/api/auth/")) {
      if (authPaths.has(path.slice("/api/auth/".length))) return toNodeHandler(auth())(request, response);
      return sendJson(response, 404, { message: "There is nothing here.", reason: "not_found" });
    }
    protectPage(request, response);
    greetVisitor(request, response);
    const { pages } = services;
    return rendering(response, () => pages(request, response));
  }

  const server = createServer((request, response) => {
    const requestId = numberRequest(request, response);
    route(request, response).catch((error) => {
      const path = withoutKey(request.url?.split("?", 1)[0] ?? "");
      log().error({ err: error, method: request.method, path, requestId }, "request failed");
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { status: "failed", requestId });
    });
  });
  // Longer than a proxy's, so that it is never us who closes a connection that a request is just being sent on.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
  return {
    server,
    open(given) {
      const { streams } = given;
      services = {
        ...given,
        streams: {
          ...streams,
          async admit(request, response, own) {
            if (!leaving) return streams.admit(request, response, own);
            sendAway(response, "stopping");
            return null;
          },
        },
      };
      opened();
    },
    async leave() {
      leaving = true;
      await untilNobodyWaits(server);
      // Not as HTTP's server closes: that would end idle connections under the requests that are just being sent on them.
      NetServer.prototype.close.call(server);
    },
  };
}

const requestIdHeader = "x-request-id";

/** The id of a request, as a proxy in front gave it or anew: in its answer, in what is logged of it, and in its errors. */
function numberRequest({ headers }: IncomingMessage, response: ServerResponse): string {
  const given = headers[requestIdHeader];
  const id = typeof given === "string" && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
  headers[requestIdHeader] = id;
  response.setHeader(requestIdHeader, id);
  return id;
}

/** How many turns of the event loop must bring no connection, and how long they may be waited for, in milliseconds. */
const quietTurns = 5;
const longestQueueMs = 1_000;

/**
 * Resolves when the connections that wait in the kernel's queue have been taken. To close the port resets those, and with
 * them requests that a proxy has sent already and, of mutations, will not send again.
 */
async function untilNobodyWaits(server: Server): Promise<void> {
  let quiet = 0;
  const restart = () => {
    quiet = 0;
  };
  server.on("connection", restart);
  const deadline = performance.now() + longestQueueMs;
  while (quiet++ < quietTurns && performance.now() < deadline) await nextTurn();
  server.off("connection", restart);
}

function sendAway(response: ServerResponse, status: "starting" | "stopping"): void {
  response.setHeader("retry-after", "1");
  sendJson(response, 503, { status });
}

/** What of better-auth is open to the outside. It can do more, past the rules that our procedures have. */
const authPaths = new Set([
  "sign-up/email",
  "sign-up/confirm",
  "sign-in/email",
  "sign-out",
  "get-session",
  "change-password",
  "request-password-reset",
  "reset-password",
]);

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What is wrong with a request itself, and would be an error of ours further in: nothing there expects it. */
function faultOf({ method = "", url = "/" }: IncomingMessage): { status: number; message: string } | null {
  if (!methods.has(method)) return { status: 405, message: "This method is not answered here." };
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "/");
    return null;
  } catch {
    return { status: 400, message: "This address cannot be read." };
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
