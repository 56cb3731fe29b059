import { randomUUID } from "node:crypto";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "@/platform/env";
import { createConnectLimits } from "@/server/limits";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { readMetric } from "../support/metrics";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { RawStream, subscriptionUrl } from "../support/raw-stream";
import { startRedis, type TestRedis } from "../support/redis";
import { SocketReader } from "../support/socket-reader";

let database: TestDatabase;
let redis: TestRedis;
let admin: Redis;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  admin = new Redis(redis.url);
});
afterAll(async () => {
  admin.disconnect();
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

/** A process whose counters are in Redis and at zero. The window is longer than a busy machine needs for a test. */
async function start(limit = "10/60", env: Record<string, string> = {}): Promise<AppProcess> {
  const app = await startAppProcess({
    databaseUrl: database.url,
    redisUrl: redis.url,
    env: { INKWIRE_CONNECT_LIMIT: limit, ...env },
  });
  if (limit !== "off") {
    // Until its connection to Redis is there, a process counts by itself.
    await admin.flushall();
    await eventually("it counts in Redis", async () => {
      await open(1, app.url, { cookie: browser() });
      return (await admin.keys("inkwire:connect:address:*")).length > 0;
    });
  }
  await admin.flushall();
  return app;
}

const browser = () => `inkwire_visitor=${randomUUID()}`;

/** A new stream by each of the ways there are; what it answers, after which it is closed. */
const ways: [string, (url: string, headers: Record<string, string>) => Promise<Response>][] = [
  [
    "a tRPC subscription",
    (url, headers) => closing((signal) => fetch(subscriptionUrl(url, "story.onPublished", {}), { headers, signal })),
  ],
  [
    "POST /api/live",
    (url, headers) =>
      closing((signal) =>
        fetch(`${url}/api/live`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({ ops: [{ id: 1, path: "story.onPublished", input: {} }] }),
          signal,
        }),
      ),
  ],
];

async function closing(open: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  const abort = new AbortController();
  const response = await open(abort.signal);
  if (response.status !== 200) return response;
  abort.abort();
  return response;
}

/** Opens streams one after another and returns their statuses. */
async function open(count: number, url: string, headers: Record<string, string>, [, way] = ways[0] ?? fail()) {
  const statuses: number[] = [];
  for (let n = 0; n < count; n++) statuses.push((await way(url, headers)).status);
  return statuses;
}

function fail(): never {
  throw new Error("no way");
}

const times = (count: number, status: number) => Array.from({ length: count }, () => status);

describe.each(ways)("%s", (name, way) => {
  test("is refused to a browser that opened ten within the time, with 429, Retry-After and JSON", async () => {
    await using app = await start("10/10");
    const cookie = browser();
    const answers = await Promise.all(Array.from({ length: 11 }, () => way(app.url, { cookie })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...times(10, 200), 429]);
    const refused = answers.find(({ status }) => status === 429);
    const retryAfter = Number(refused?.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(10);
    expect(refused?.headers.get("content-type")).toBe("application/json");
    expect(await refused?.json()).toEqual({
      message: `Too many requests: try again in ${retryAfter} s.`,
      reason: "rate_limited",
    });
    expect(await readMetric(app.url, "inkwire_live_connections_refused_total")).toBe(1);
    expect(await open(10, app.url, { cookie: browser() }, [name, way])).toEqual(times(10, 200));
    await eventually(
      "it may again after the time",
      async () => (await way(app.url, { cookie })).status === 200,
      15_000,
    );
  });
});

test("ordinary queries and mutations are not limited", async () => {
  await using app = await start();
  const cookie = browser();
  await open(11, app.url, { cookie });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => fetch(`${app.url}/api/trpc/story.tags`, { headers: { cookie } })),
  );
  expect(answers.map(({ status }) => status)).toEqual(times(50, 200));
  const mutation = await fetch(`${app.url}/api/trpc/story.create`, { method: "POST", headers: { cookie }, body: "{}" });
  expect(mutation.status).not.toBe(429);
});

test("two processes count together, over both ways", async () => {
  await using a = await start();
  await using b = await start();
  const cookie = browser();
  expect(await open(4, a.url, { cookie }, ways[0])).toEqual(times(4, 200));
  expect(await open(6, b.url, { cookie }, ways[1])).toEqual(times(6, 200));
  for (const { url } of [a, b]) for (const way of ways) expect(await open(1, url, { cookie }, way)).toEqual([429]);
  const spelt = subscriptionUrl(a.url, "story.onPublished", {}).replace("onPublished", "onPublishe%64");
  expect((await fetch(spelt, { headers: { cookie } })).status).toBe(429);
});

test("two processes count tries to sign in together", async () => {
  const env = { NODE_ENV: "production" };
  await using a = await start("10/60", env);
  await using b = await start("10/60", env);
  const attempt = async ({ url }: AppProcess) => {
    const headers = { "content-type": "application/json", origin: url };
    const answer = await fetch(`${url}/api/auth/sign-in/email`, { method: "POST", headers, body: "{}" });
    return answer.status;
  };
  for (const app of [a, b]) {
    await eventually("it counts in Redis", async () => {
      await attempt(app);
      return (await admin.keys("inkwire:limit:auth-*")).length > 0;
    });
    await admin.flushall();
  }
  for (let n = 0; n < 20; n++) expect(await attempt(n % 2 ? a : b)).toBe(400);
  expect([await attempt(a), await attempt(b)]).toEqual([429, 429]);
});

test("an address has twenty times as much, however many browsers it claims to be", async () => {
  await using app = await start();
  for (let n = 0; n < 20; n++) expect(await open(10, app.url, { cookie: browser() })).toEqual(times(10, 200));
  expect(await open(2, app.url, { cookie: browser() })).toEqual([429, 429]);
});

test("a browser that goes on asking after it was refused uses up nobody else's share of the address", async () => {
  await using app = await start();
  const stubborn = await open(300, app.url, { cookie: browser() });
  expect(stubborn).toEqual([...times(10, 200), ...times(290, 429)]);
  expect(await open(10, app.url, { cookie: browser() })).toEqual(times(10, 200));
});

test("a forwarded-for header is ignored unless a proxy is trusted", async () => {
  await using direct = await start();
  const from = (address: string) => ({ "x-forwarded-for": address });
  // Without a cookie the address is the person.
  expect(await open(10, direct.url, from("203.0.113.1"))).toEqual(times(10, 200));
  expect(await open(1, direct.url, from("203.0.113.2"))).toEqual([429]);
});

test("behind one proxy, the last address of the header counts, and what a client wrote before it does not", async () => {
  await using proxied = await start("10/60", { INKWIRE_TRUST_PROXY: "1" });
  const from = (address: string) => ({ "x-forwarded-for": address });
  expect(await open(10, proxied.url, from("203.0.113.11"))).toEqual(times(10, 200));
  expect(await open(1, proxied.url, from("203.0.113.11"))).toEqual([429]);
  expect(await open(1, proxied.url, from("198.51.100.7, 203.0.113.11"))).toEqual([429]);
  expect(await open(1, proxied.url, from("203.0.113.12"))).toEqual([200]);
});

test("`off` lets any number pass, and stay open", async () => {
  await using app = await start("off");
  const cookie = browser();
  const path = subscriptionUrl(app.url, "story.onPublished", {}).slice(app.url.length);
  const options = { url: () => app.url, request: () => ({ path, cookie }), resumes: false };
  const readers = Array.from({ length: 250 }, () => new SocketReader(options));
  await eventually("all are open", () => readers.every((reader) => reader.open));
  for (const reader of readers) reader.stop();
});

test("a person holds a hundred open streams at most, even if all are asked for at once; one that closes makes room", async () => {
  await using app = await start("500/60");
  const { cookie } = await signUp(app.url, "collector");
  const url = subscriptionUrl(app.url, "story.onPublished", {});
  const request = { path: url.slice(app.url.length), cookie };
  const readers = Array.from(
    { length: 150 },
    () => new SocketReader({ url: () => app.url, request: () => request, resumes: false }),
  );
  await eventually("all are answered", () => readers.every(({ status }) => status !== null));
  const held = readers.filter(({ status }) => status === 200);
  expect(held).toHaveLength(100);
  expect(readers.filter(({ status }) => status === 429)).toHaveLength(50);

  const refused = await fetch(url, { headers: { cookie } });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await refused.json()).toMatchObject({ reason: "rate_limited" });
  using another = await RawStream.open(url, { cookie: browser() });
  await eventually("another browser's opens", () => another.text.startsWith("event: connected"));

  held[0]?.stop();
  await eventually("there is room for one", async () => (await open(1, app.url, { cookie }))[0] === 200);
  for (const reader of readers) reader.stop();
});

test("an address holds two thousand open streams at most, however many browsers it claims to be", async () => {
  // Without connections: two thousand would take seconds, and what opens them is tested above.
  const limits = createConnectLimits(readEnv({ INKWIRE_CONNECT_LIMIT: "9000/60", INKWIRE_TRUST_PROXY: "1" }));
  const ask = async (address: string) => {
    const request = new IncomingMessage(new Socket());
    Object.assign(request.headers, { cookie: browser(), "x-forwarded-for": address });
    const response = new ServerResponse(request);
    const person = await limits.admit(request, response);
    return { status: person === null ? response.statusCode : 200, response };
  };
  const asked = await Promise.all(Array.from({ length: 2_100 }, () => ask("203.0.113.1")));
  expect(asked.filter(({ status }) => status === 200)).toHaveLength(2_000);
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(100);
  expect((await ask("203.0.113.2")).status).toBe(200);
  asked[0]?.response.emit("close");
  expect((await ask("203.0.113.1")).status).toBe(200);
  expect((await ask("203.0.113.1")).status).toBe(429);
});
