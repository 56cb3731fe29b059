import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createContext } from "@/trpc/create-context";
import { appRouter } from "@/trpc/router";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";
import { RawStream, subscriptionUrl } from "../support/raw-stream";

// The same requests to tRPC's own Node adapter and to ours: a client must not be able to tell them apart, but for the cursor
// that ours adds to `connected` and `ping`.

let app: App;
let stock: Server;
let stockUrl: string;
let author: Person;

beforeAll(async () => {
  app = await startApp();
  author = await app.member();
  stock = createServer((req, res) => {
    void nodeHTTPRequestHandler({
      router: appRouter,
      req,
      res,
      path: (req.url ?? "").split("?")[0]?.replace("/api/trpc/", "") ?? "",
      createContext: () => createContext(new Headers(req.headers as Record<string, string>)),
      maxBodySize: 12 * 1024 * 1024,
    });
  }).listen(0, "127.0.0.1");
  await once(stock, "listening");
  stockUrl = `http://127.0.0.1:${(stock.address() as AddressInfo).port}`;
});
afterAll(async () => {
  stock.closeAllConnections();
  stock.close();
  await app[Symbol.asyncDispose]();
});

const both = () => [stockUrl, app.url] as const;

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function ask(url: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${url}/api/trpc/${path}`, init);
  const names = ["content-type", "cache-control", "x-accel-buffering", "vary", "allow"];
  return {
    status: response.status,
    headers: Object.fromEntries(
      names.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? ""]] : [])),
    ),
    body: (await response.text()).replace(/"requestId":"[^"]*"/g, '"requestId":"…"'),
  };
}

const input = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const post = (body: string, type = "application/json"): RequestInit => ({
  method: "POST",
  body,
  headers: { "content-type": type },
});

describe("answers", () => {
  test.each<[string, string, RequestInit?]>([
    ["a query", `story.feed?input=${input({ limit: 1 })}`],
    ["a query without input", "story.tags"],
    ["a batch", `story.tags,member.me?batch=1&input=${input({})}`],
    ["a batch with one failure", `story.tags,story.bySlug?batch=1&input=${input({ 1: { slug: "none" } })}`],
    ["a failing query", `story.bySlug?input=${input({ slug: "none" })}`],
    ["a NUL in an input", `story.bySlug?input=${input({ slug: "\u0000" })}`],
    ["an invalid input", `story.feed?input=${input({ limit: 0 })}`],
    ["an input that is no JSON", "story.feed?input=%7B"],
    ["an unknown procedure", "story.nothing"],
    ["an unknown path", "a/b/c"],
    ["a name with an encoded letter", "story.tag%73"],
    ["a name that is encoded twice", "story.tag%2573"],
    ["a query by POST", "story.tags", post("{}")],
    ["a mutation by GET", "story.create"],
    ["a mutation without session", "story.create", post(JSON.stringify({ title: "x" }))],
    ["a mutation with a broken body", "story.create", post("{")],
    ["a mutation with a strange type", "story.create", post("x", "application/x-strange")],
    ["HEAD", "story.tags", { method: "HEAD" }],
    ["OPTIONS", "story.tags", { method: "OPTIONS" }],
    ["PUT", "story.create", { method: "PUT", body: "{}" }],
    ["a subscription by POST", "story.onPublished", post("{}")],
    ["a batched subscription", `story.onPublished,story.tags?batch=1&input=${input({ 0: {} })}`],
    ["a subscription that is refused", `story.onChanged?input=${input({ id: "none" })}`],
    ["a subscription with an encoded letter that is refused", `story.onChange%64?input=${input({ id: "none" })}`],
    ["a subscription with an array for input", `story.onPublished?input=${input([])}`],
    ["a subscription with an input that is no JSON", "story.onPublished?input=%7B"],
    ["a subscription as a form", "story.onPublished", { headers: { "content-type": "multipart/form-data" } }],
    ["a subscription as bytes", "story.onPublished", { headers: { "content-type": "application/octet-stream" } }],
    ["a subscription in JSON lines", "story.onPublished", { headers: { "trpc-accept": "application/jsonl" } }],
    ["a subscription that takes JSON lines", "story.onPublished", { headers: { accept: "a/b, application/jsonl" } }],
    ["a subscription with broken connection parameters", "story.onPublished?connectionParams=%7B"],
    ["a subscription with numbers as connection parameters", "story.onPublished?connectionParams=%7B%22a%22%3A1%7D"],
    ["HEAD of a subscription", "story.onPublished", { method: "HEAD" }],
  ])("to %s are alike", async (_, path, init) => {
    const [theirs, ours] = await Promise.all(both().map((url) => ask(url, path, init)));
    expect(ours).toEqual(theirs);
  });
});

describe("streams", () => {
  /** What a client reads into; the cursor on named events is ours. */
  const withoutCursors = (text: string) =>
    text
      .replace(/event: ping\ndata: \n(?:id: [^\n]*\n)?\n\n/g, "")
      .replace(/(event: connected\ndata: [^\n]*\n)id: [^\n]*\n/g, "$1");

  async function publish(title: string) {
    const { id } = await author.api.story.create.mutate({ title, body: "Text." });
    await author.api.story.publish.mutate({ id });
  }

  const opened = (streams: RawStream[]) =>
    eventually("both are connected", () => streams.every(({ text }) => text.includes("event: connected")));

  test("are alike to the byte", async () => {
    const { live } = await app.guest.story.feed.query({});
    const streams = await Promise.all(
      both().map((url) => RawStream.open(subscriptionUrl(url, "story.onPublished", { lastEventId: live }))),
    );
    await opened(streams);
    await publish("Ünïcödé ❤ \u2028 \u0000 </script>");
    await publish("Second");
    await eventually("both have both", () => streams.every(({ messages }) => messages.length === 2));
    const [theirs, ours] = streams.map(({ text }) => withoutCursors(text));
    expect(ours).toBe(theirs);
    for (const stream of streams) stream[Symbol.dispose]();
  });

  test("are ours to end, however the name of the subscription is written", async () => {
    const { connections } = app.running.live;
    await eventually("none is left", () => connections.size === 0);
    const url = subscriptionUrl(app.url, "story.onPublished", {}).replace("onPublished", "onPublishe%64");
    const stream = await RawStream.open(url);
    await opened([stream]);
    expect(connections.size).toBe(1);
    stream[Symbol.dispose]();
  });

  test("begin with the same head", async () => {
    const heads = both().map(async (url) => {
      const abort = new AbortController();
      const { status, headers } = await fetch(subscriptionUrl(url, "story.onPublished", {}), { signal: abort.signal });
      abort.abort();
      // Ours alone numbers its requests.
      const own = ["date", "x-request-id"];
      return { status, headers: Object.fromEntries([...headers].filter(([name]) => !own.includes(name))) };
    });
    const [theirs, ours] = await Promise.all(heads);
    expect(ours).toEqual(theirs);
  });

  test.each([
    ["as input", (live: string) => [{ lastEventId: live }, {}] as const],
    ["as header", (live: string) => [{}, { "last-event-id": live }] as const],
    [
      "as both, where the header is the newer",
      (live: string) => [{ lastEventId: "old.1" }, { "last-event-id": live }] as const,
    ],
  ])("take the cursor %s", async (_, ways) => {
    const { live } = await app.guest.story.feed.query({});
    await publish("Replayed");
    const [given, headers] = ways(live);
    const streams = await Promise.all(
      both().map((url) => RawStream.open(subscriptionUrl(url, "story.onPublished", given), headers)),
    );
    await eventually("both replay", () => streams.every(({ messages }) => messages.length === 1));
    const [theirs, ours] = streams.map(({ text }) => withoutCursors(text));
    expect(ours).toBe(theirs);
    for (const stream of streams) stream[Symbol.dispose]();
  });

  test("take connection parameters without harm", async () => {
    const url = (base: string) =>
      `${subscriptionUrl(base, "story.onPublished", {})}&connectionParams=${input({ token: "x" })}`;
    const streams = await Promise.all(both().map((base) => RawStream.open(url(base))));
    await opened(streams);
    for (const stream of streams) stream[Symbol.dispose]();
  });

  test("leave nothing behind when the handshake is aborted", async () => {
    const { connections } = app.running.live;
    await eventually("none is left", () => connections.size === 0);
    const { hostname, port } = new URL(app.url);
    const path = new URL(subscriptionUrl(app.url, "story.onPublished", {})).href.slice(app.url.length);
    for (let round = 0; round < 50; round++) {
      const socket = connect(Number(port), hostname);
      await once(socket, "connect");
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      // Before, while, and after the server answers.
      if (round % 3 === 1) await new Promise(setImmediate);
      if (round % 3 === 2) await once(socket, "data");
      socket.destroy();
    }
    await eventually("all are gone", () => connections.size === 0);
  });

  test("reach a client of HTTP/1.0, which knows no chunks", async () => {
    const { hostname, port } = new URL(app.url);
    const path = subscriptionUrl(app.url, "story.onPublished", {}).slice(app.url.length);
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.write(`GET ${path} HTTP/1.0\r\nHost: x\r\n\r\n`);
    await eventually("connected", () => text.includes("event: connected"));
    await publish("Unchunked");
    await eventually("the event", () => text.includes("Unchunked"));
    const [, body = ""] = text.split("\r\n\r\n");
    const pings = /event: ping\ndata: \n(?:id: [^\n]*\n)?\n\n/g;
    expect(body.replaceAll(pings, "")).toMatch(
      /^event: connected\ndata: \{.*\}\nid: \S+\n\n\ndata: \{.*"Unchunked".*\}\nid: \S+\n\n\n$/,
    );
    socket.destroy();
  });

  test("follow other requests on the same kept-alive connection", async () => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.write("GET /api/trpc/story.tags HTTP/1.1\r\nHost: x\r\n\r\n");
    await eventually("the first answer", () => text.includes('"result"'));
    const path = subscriptionUrl(app.url, "story.onPublished", {}).slice(app.url.length);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await eventually("the stream", () => text.includes("event: connected"));
    socket.destroy();
  });
});

test("a request body over the limit is refused, and the connection is told", async () => {
  const statuses = await Promise.all(
    both().map(
      (url) =>
        new Promise<number>((resolve, reject) => {
          const call = request(
            `${url}/api/trpc/story.create`,
            { method: "POST", headers: { "content-type": "application/json", cookie: author.cookie } },
            (response) => {
              resolve(response.statusCode ?? 0);
              response.resume();
            },
          );
          call.on("error", reject);
          call.end(Buffer.alloc(13 * 1024 * 1024, 32));
        }),
    ),
  );
  expect(statuses[1]).toBe(statuses[0]);
  expect(statuses[1]).toBe(413);
});
