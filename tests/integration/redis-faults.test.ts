import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { readMetric } from "../support/metrics";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";
import { SocketReader, subscriptionOf } from "../support/socket-reader";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy";

// Two processes, each with its own way to one Redis. Whatever becomes of that, the readers of the second get every event.

let database: TestDatabase;
let redis: TestRedis;
let proxies: TcpProxy[];
let processes: AppProcess[];
let log: EventLog;
let start: string;
let readers: SocketReader[];

/** A broken bus is to be noticed within 5 s; the rest is for a busy machine. */
const noticedWithinMs = 5_000 + 2_500;
/** What is lost on the way is read from the log at the next beat, which is 5 s away at most. */
const beatMs = 5_000 + 5_000;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  const port = Number(new URL(redis.url).port);
  proxies = await Promise.all([startTcpProxy(port), startTcpProxy(port)]);
  processes = await Promise.all(
    proxies.map((proxy) =>
      startAppProcess({
        databaseUrl: database.url,
        redisUrl: `redis://127.0.0.1:${proxy.port}`,
        env: { INKWIRE_CONNECT_LIMIT: "1000/10" }, // its counters lie in Redis as well
      }),
    ),
  );
  log = await EventLog.connect(database.url);
  start = await log.cursor();
  readers = Array.from({ length: 10 }, (_, n) => openReader(`reader-${n}`, start));
  await allUp();
});
afterAll(async () => {
  for (const reader of readers) reader.stop();
  await log[Symbol.asyncDispose]();
  await Promise.all(processes.map((process) => process.kill()));
  await Promise.all(proxies.map((proxy) => proxy[Symbol.asyncDispose]()));
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

const atSecond = () => processes[1]?.url ?? "";

const openReader = (visitor: string, from: string) =>
  new SocketReader({ url: atSecond, from, request: subscriptionOf("story.onPublished", {}, visitor) });

async function busOf(process: AppProcess): Promise<string> {
  const response = await fetch(`${process.url}/api/health`);
  const { checks } = (await response.json()) as { checks: { bus: string } };
  const up = await readMetric(process.url, "inkwire_live_bus_up");
  return `${response.status} ${checks.bus} ${up}`;
}

const allUp = () =>
  eventually(
    "both processes have their bus",
    async () => (await Promise.all(processes.map(busOf))).every((state) => state === "200 up 1"),
    15_000,
  );

/** Waits until health and metrics say that the bus is down, and prints how long that took. */
async function noticed(process: AppProcess): Promise<void> {
  const begun = performance.now();
  await eventually("it is noticed", async () => (await busOf(process)) === "503 down 0", noticedWithinMs);
  console.log(`noticed after ${Math.round(performance.now() - begun)} ms`);
}

/** Every reader has every event since the beginning: in order, none missing, none twice, and without a new connection. */
async function expectAllReceived(withinMs = beatMs): Promise<void> {
  const expected = await log.seqsAfter(start);
  for (const reader of readers) {
    await eventually("a reader has all", () => reader.seqs.length >= expected.length, withinMs);
    expect(reader.seqs).toEqual(expected);
    expect(reader.connects).toBe(1);
  }
}

/** The bus brings one event after another again; beats alone, which are 5 s apart, would take three times as long. */
async function expectDoorbell(): Promise<void> {
  await allUp();
  const deadline = performance.now() + 15_000;
  for (let n = 0; n < 10; n++) {
    await log.announce(1);
    await expectAllReceived(deadline - performance.now());
  }
}

async function createStory(): Promise<string> {
  const author = await signUp(processes[0]?.url ?? "", `a${Math.random().toString(36).slice(2, 10)}`);
  const { id } = await author.api.story.create.mutate({ title: "A topic of its own", body: "Text." });
  await author.api.story.publish.mutate({ id });
  return id;
}

/** A topic that nobody in this process has followed yet must be subscribed to, and the limits counted, without Redis. */
async function expectNewStreamsOpen(storyId: string): Promise<void> {
  const reader = new SocketReader({
    url: atSecond,
    request: subscriptionOf("story.onChanged", { id: storyId }, `new-${storyId}`),
  });
  await eventually("a new stream opens", () => reader.open, noticedWithinMs);
  reader.stop();
}

afterEach(expectDoorbell, 30_000);

test("a connection whose packets vanish is noticed, the log fills in, and new streams open meanwhile", async () => {
  const [, second] = processes;
  const [, proxy] = proxies;
  if (!second || !proxy) throw new Error("not started");
  const ids = [await createStory(), await createStory()];
  await log.announce(5);
  await expectAllReceived();
  proxy.stall();
  await log.announce(20);
  await Promise.all([noticed(second), expectAllReceived(), expectNewStreamsOpen(ids[0] ?? "")]);
  await log.announce(20);
  await Promise.all([expectAllReceived(), expectNewStreamsOpen(ids[1] ?? "")]);
  proxy.flow();
});

test("a leader whose packets vanish, and a follower whose do: neither loses what others wait for", async () => {
  for (const proxy of proxies) proxy.stall();
  await log.announce(20);
  await Promise.all([...processes.map(noticed), expectAllReceived()]);
  for (const proxy of proxies) proxy.flow();
});

test("CLIENT KILL TYPE pubsub, again and again while events are published, loses nothing", async () => {
  const admin = new Redis(redis.url);
  for (let round = 0; round < 20; round++) {
    await log.announce(5);
    await admin.call("CLIENT", "KILL", "TYPE", "pubsub");
    await log.announce(5);
  }
  admin.disconnect();
  await expectAllReceived();
});

test("CLIENT PAUSE 8000 ALL is noticed, the log fills in, and the bus is up again afterwards", async () => {
  const admin = new Redis(redis.url);
  await admin.call("CLIENT", "PAUSE", "8000", "ALL");
  await log.announce(20);
  await Promise.all([...processes.map(noticed), expectAllReceived()]);
  admin.disconnect();
});

test("a Redis that stops is noticed, the log fills in, and the bus is up again once it is back", async () => {
  await redis.stop();
  await log.announce(20);
  await Promise.all([...processes.map(noticed), expectAllReceived()]);
  await log.announce(20);
  await expectAllReceived();
  await redis.start();
});
