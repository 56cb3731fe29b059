import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Browser, chromium } from "@playwright/test";
import { pathOf } from "../../../scripts/setup-tests.mjs";
import { applicationUrl, plainUrl } from "./address";

const livePath = "/api/live";
/** Answered after this time, for a page that is to stand still. */
export const hangPath = "/hang";
const hangMs = 4_000;

/** Stands between a browser and the server, counts what passes for the live connection, and does what networks do. */
export interface Gate extends AsyncDisposable {
  port: number;
  /** When the browser asked for a live connection, in milliseconds of `performance.now`. */
  readonly attempts: number[];
  /** Live requests that are open now, and the most that ever were at once. */
  readonly open: number;
  most: number;
  /** Answers live requests in the server's place, from now on and those that are open; null lets them through. */
  refuse(answer: { status: number; headers?: Record<string, string> } | null): void;
  /** Nothing can be reached, and what was open is gone; until `up`. */
  down(): void;
  up(): void;
}

export async function startGate(targetPort: number): Promise<Gate> {
  let refusal: { status: number; headers?: Record<string, string> } | null = null;
  let isDown = false;
  const sockets = new Set<Socket>();
  const live = new Set<ServerResponse>();

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url, headers } = incoming;
    const upstream = request({ port: targetPort, host: "127.0.0.1", method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  };
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === hangPath) {
      setTimeout(() => outgoing.end(), hangMs);
      return;
    }
    if (incoming.url !== livePath) return pass(incoming, outgoing);
    gate.attempts.push(performance.now());
    if (refusal) {
      outgoing.writeHead(refusal.status, refusal.headers).end();
      return;
    }
    live.add(outgoing);
    gate.most = Math.max(gate.most, live.size);
    outgoing.on("close", () => live.delete(outgoing));
    pass(incoming, outgoing);
  }).listen(0, "127.0.0.1");
  server.on("connection", (socket) => {
    if (isDown) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await once(server, "listening");

  const gate = {
    port: (server.address() as AddressInfo).port,
    attempts: [] as number[],
    get open() {
      return live.size;
    },
    most: 0,
    refuse(answer: typeof refusal) {
      refusal = answer;
      if (answer) for (const response of live) response.destroy();
    },
    down() {
      isDown = true;
      for (const socket of sockets) socket.destroy();
    },
    up() {
      isDown = false;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return gate;
}

/** A browser of its own that finds the application at `port`. */
export const launchBrowser = (port: number): Promise<Browser> =>
  chromium.launch({
    executablePath: pathOf("chromium"),
    args: [
      `--host-resolver-rules=${[new URL(applicationUrl).host, new URL(plainUrl).host]
        .map((host) => `MAP ${host} 127.0.0.1:${port}`)
        .join()}`,
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
    ],
  });
