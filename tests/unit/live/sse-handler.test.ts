import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { pino } from "pino";
import { expect, test } from "vitest";
import { Access } from "@/live/access";
import { durable } from "@/live/catalogue";
import { Connections } from "@/live/connections";
import { Frame } from "@/live/frame";
import type { Hub } from "@/live/hub";
import { LiveStream } from "@/live/stream";
import type { Listener } from "@/live/topic";
import { AppError } from "@/platform/errors";
import { createSSEHandler, type SseHandler } from "@/server/sse/create-sse-handler";
import { eventually } from "../../support/eventually";
import { RawStream } from "../../support/raw-stream";

const silent = pino({ level: "silent" });

/** Serves `handler` alone, to guests. */
async function serve(handler: SseHandler) {
  const connections = new Connections(silent);
  const services = { connections, admit: async () => "someone" };
  const server = createServer((request, response) => {
    void handler(request, response, services, { pattern: "/stream/{id}", params: { id: "7" } });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stream/7`,
    connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

test("what a handler writes arrives as named events, and the stream ends when it is closed", async () => {
  await using app = await serve(
    createSSEHandler({ auth: false }, async ({ params }, actor, stream) => {
      stream.write({ event: "progress", data: { step: 1, message: "Searching...", job: params.id } });
      stream.write({ event: "result", data: ["one\ntwo", actor.kind], id: "e.7" });
      stream.close();
      stream.write({ event: "late", data: null });
    }),
  );
  using stream = await RawStream.open(app.url);
  await eventually("it ends", () => stream.ended);
  expect(stream.text.split(/\n{2,}/).filter(Boolean)).toEqual([
    'event: progress\ndata: {"step":1,"message":"Searching...","job":"7"}',
    'event: result\ndata: ["one\\ntwo","guest"]\nid: e.7',
  ]);
  expect(app.connections.size).toBe(0);
});

test("a proxy is told that the socket ends with the stream; anybody else may send the next request on it", async () => {
  await using app = await serve(
    createSSEHandler({ auth: false }, async (_, __, stream) => {
      stream.write({ event: "result", data: null });
      stream.close();
    }),
  );
  const heads = async (header: string) => {
    const { hostname, port, pathname } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const closed = once(socket, "close");
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    const request = (more: string) => `GET ${pathname} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
    socket.write(request(header));
    await eventually("it ends", () => text.endsWith("0\r\n\r\n"));
    socket.end(request("Connection: close\r\n"));
    await closed;
    return text.match(/^connection: .*(?=\r)/gim);
  };
  expect(await heads("")).toEqual(["connection: keep-alive", "connection: keep-alive"]);
  expect(await heads("X-Forwarded-For: 203.0.113.7\r\n")).toEqual(["connection: close"]);
});

test("a handler with nothing to say answers 204, after which EventSource does not come back", async () => {
  await using app = await serve(createSSEHandler({ auth: false }, (_, __, stream) => stream.close()));
  expect((await fetch(app.url)).status).toBe(204);
});

test("a refusal before the first event is an ordinary answer, an accident is one without details", async () => {
  const refusing = createSSEHandler({ auth: false }, () => {
    throw new AppError("not_found", "There is no such job.");
  });
  const failing = createSSEHandler({ auth: false }, () => {
    throw new Error("at line 7 of the database");
  });
  await using a = await serve(refusing);
  await using b = await serve(failing);
  const [refused, failed] = await Promise.all([fetch(a.url), fetch(b.url)]);
  expect([refused.status, await refused.json()]).toEqual([
    404,
    { message: "There is no such job.", reason: "not_found" },
  ]);
  expect([failed.status, JSON.stringify(await failed.json())]).toEqual([500, expect.not.stringContaining("line 7")]);
});

test("an accident after the first event has the reader come back", async () => {
  await using app = await serve(
    createSSEHandler({ auth: false }, (_, __, stream) => {
      stream.write({ event: "progress", data: {} });
      throw new Error("it broke");
    }),
  );
  using stream = await RawStream.open(app.url);
  await eventually("it ends", () => stream.ended);
  expect(stream.text).toMatch(/^event: progress[\s\S]*retry: \d+\n\n$/);
});

test("a reader that leaves aborts what is done for it", async () => {
  let signal: AbortSignal | undefined;
  await using app = await serve(
    createSSEHandler({ auth: false }, (_, __, stream) => {
      signal = stream.signal;
    }),
  );
  const stream = await RawStream.open(app.url);
  await eventually("it is open", () => app.connections.size === 1);
  expect(signal?.aborted).toBe(false);
  stream[Symbol.dispose]();
  await eventually("it is over", () => signal?.aborted && app.connections.size === 0);
});

const ticked = durable<unknown, { step: number }>({
  name: "test.ticked",
  topic: () => "test",
  payload: undefined as never,
  visibleTo: () => true,
});

/** A stream whose listeners the test tells what there is. */
function followable() {
  const listeners: Listener[] = [];
  const hub = {
    async attach(_: string, listener: Listener, __: unknown, begin: (start: { cursor: string }) => void) {
      begin({ cursor: "e.0" });
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
  } as unknown as Hub;
  const viewer = {
    memberId: null,
    role: "guest",
    follows: new Set(),
    blocked: new Set(),
    blockedBy: new Set(),
    muted: new Set(),
    limits: { ratings: new Set(), avoidedWarnings: new Set() },
    sessionId: null,
    sessionExpiresAt: null,
  } as never;
  return { listeners, open: () => new LiveStream(hub, new Access(silent), "test", [ticked], { viewer, after: null }) };
}
const frameOf = (step: number) => new Frame("e", step, step - 1, "test.ticked", null, { step }, Date.now());

test("readers share the bytes of an event; the last event ends the stream", async () => {
  const { listeners, open } = followable();
  await using app = await serve(
    createSSEHandler({ auth: false }, (_, __, stream) =>
      stream.follow(open(), {
        event: ({ name }) => name.replace(".", "-"),
        last: ({ data }) => (data as { step: number }).step === 2,
      }),
    ),
  );
  const streams = await Promise.all([RawStream.open(app.url), RawStream.open(app.url)]);
  await eventually("both follow", () => listeners.length === 2);
  const frames = [1, 2, 3].map(frameOf);
  const [first] = frames;
  expect(first?.encodedAs("test-ticked")).toBe(first?.encodedAs("test-ticked"));
  for (const frame of frames) for (const listener of [...listeners]) listener.deliver(frame);
  await eventually("both end", () => streams.every(({ ended }) => ended));
  for (const { text } of streams) {
    expect(text.split(/\n{2,}/).filter(Boolean)).toEqual([
      "event: connected\ndata: {}\nid: e.0",
      'event: test-ticked\ndata: {"step":1}\nid: e.1',
      'event: test-ticked\ndata: {"step":2}\nid: e.2',
    ]);
  }
  expect(listeners).toEqual([]);
});

test("over tRPC's own adapter an interrupted stream fails for the moment, and does not end", async () => {
  const { listeners, open } = followable();
  const { router, procedure } = initTRPC.create();
  const response = await fetchRequestHandler({
    endpoint: "",
    req: new Request("http://localhost/ticks"),
    router: router({ ticks: procedure.subscription(open) }),
  });
  const [text] = await Promise.all([
    response.text(),
    eventually("it follows", () => listeners.length === 1).then(() => listeners[0]?.interrupt()),
  ]);
  // tRPC's client resumes after this one, as after any 5xx, and takes `return` for the end.
  expect(text).toMatch(/event: serialized-error\ndata: .*"SERVICE_UNAVAILABLE"/);
  expect(text).not.toContain("event: return");
  expect(listeners).toEqual([]);
});
