import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInkwireClient } from "@/client";
import { Received, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually, promptly } from "../support/eventually";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";

let database: TestDatabase;
let redis: TestRedis;
let a: AppProcess;
let b: AppProcess;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  [a, b] = await Promise.all([startAppProcess(options), startAppProcess(options)]);
});
afterAll(async () => {
  await Promise.all([a.kill(), b.kill()]);
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

const follow = (url: string, lastEventId: string) =>
  new Received<{ id: string; data: unknown }>((observer) =>
    stockClient(url, null).story.onPublished.subscribe({ lastEventId }, observer),
  );

async function publishAt(process: AppProcess, title: string): Promise<string> {
  const author = await signUp(process.url, `w${Math.random().toString(36).slice(2, 10)}`);
  const { id } = await author.api.story.create.mutate({ title, body: "Text." });
  await author.api.story.publish.mutate({ id });
  return id;
}

test("what is published at one process is seen at the other within a second", async () => {
  const { live } = await stockClient(b.url, null).story.feed.query({});
  using atB = follow(b.url, live);
  await eventually("the stream is open", () => atB.started);
  const id = await publishAt(a, "Across");
  const event = await eventually("it arrives", () => atB.all[0], promptly);
  expect(event.data).toMatchObject({ id, title: "Across" });
});

test("how many notifications are unread is the same at both, whoever tells and reads at once", async () => {
  const name = () => `w${Math.random().toString(36).slice(2, 10)}`;
  const [author, ...others] = await Promise.all([a, b, a].map(({ url }) => signUp(url, name())));
  if (!author) throw new Error("nobody");
  const devices = [a, b].map(({ url }) => stockClient(url, author.cookie));
  const hear = (api: (typeof devices)[number]) =>
    new Received<{ data: unknown }>((observer) => api.notification.onNew.subscribe({}, observer));
  using atA = hear(author.api);
  using atB = hear(devices[1] ?? author.api);
  await eventually("both are open", () => atA.started && atB.started);
  const drafts = await Promise.all(
    ["One", "Two", "Three"].map((title) => author.api.story.create.mutate({ title, body: "Text." })),
  );
  for (const { id } of drafts) await author.api.story.publish.mutate({ id });
  await Promise.all(
    drafts.flatMap(({ id: storyId }) => [
      ...others.map(({ api }) => api.comment.add.mutate({ id: randomUUID(), storyId, body: "Well." })),
      ...devices.map((api) => api.notification.markAllRead.mutate({ before: new Date().toISOString() })),
    ]),
  );
  const counts = (stream: typeof atA) => stream.all.map(({ data }) => (data as { unread: number }).unread);
  const { unread } = await author.api.notification.unreadCount.query();
  await eventually("both have heard all", () => counts(atA).length >= 6 && counts(atA).length === counts(atB).length);
  expect(counts(atA)).toEqual(counts(atB));
  expect(counts(atA).at(-1)).toBe(unread);
});

test("a key that is revoked at one process ends its streams at the other, those that share a connection included", async () => {
  const owner = await signUp(a.url, `w${Math.random().toString(36).slice(2, 10)}`);
  const { key, view } = await owner.api.apiKey.create.mutate({ name: "A service", scopes: ["read"] });
  const stock = stockClient(b.url, null, undefined, key);
  const ours = createInkwireClient({ url: b.url, apiKey: key });
  using alone = new Received((observer) => stock.story.onPublished.subscribe({}, observer));
  using shared = new Received((observer) => ours.story.onPublished.subscribe({}, observer));
  await eventually("both are open", () => alone.started && shared.started);
  await owner.api.apiKey.revoke.mutate({ id: view.id });
  const refusals = () => [...alone.errors, ...shared.errors];
  await eventually("both come back and are refused", () => refusals().length === 2);
  for (const error of refusals()) expect(error).toMatchObject({ data: { reason: "unauthenticated" } });
});

test("redis-cli SUBSCRIBE story:published shows each published story as one JSON message", async () => {
  const observer = new Redis(redis.url);
  const messages: string[] = [];
  observer.on("message", (_, message) => messages.push(message));
  await observer.subscribe("story:published");
  const id = await publishAt(b, "Overheard");
  await eventually("it is overheard", () => messages.length > 0);
  observer.disconnect();
  expect(messages).toHaveLength(1);
  expect(JSON.parse(messages[0] ?? "")).toMatchObject({ event: "story.published", data: { id, title: "Overheard" } });
});

test("the health of a process names a dead Redis, and streams go on without it", async () => {
  const health = async () => {
    const response = await fetch(`${a.url}/api/health`);
    return { ...((await response.json()) as { checks: { bus: string } }), status: response.status };
  };
  const { live } = await stockClient(b.url, null).story.feed.query({});
  using atB = follow(b.url, live);
  await eventually("the stream is open", () => atB.started);
  expect(await health()).toMatchObject({ status: 200, checks: { bus: "up" } });
  await redis.stop();
  await eventually("503", async () => (await health()).status === 503);
  expect(await health()).toMatchObject({ checks: { bus: "down" } });
  const id = await publishAt(a, "While Redis is away");
  const event = await eventually("it arrives all the same", () => atB.all[0]);
  expect(event.data).toMatchObject({ id });
  await redis.start();
  await eventually("200 again", async () => (await health()).status === 200);
  await publishAt(a, "Redis is back");
  await eventually("the next arrives", () => atB.all.length === 2);
  expect(atB.all.map(({ data }) => (data as { title: string }).title)).toEqual([
    "While Redis is away",
    "Redis is back",
  ]);
});

/** The connection of the relay that leads: it holds the advisory lock. */
const leaderSql = `
  SELECT pid FROM pg_stat_activity JOIN pg_locks USING (pid)
  WHERE locktype = 'advisory' AND objid = 7110431 AND granted AND datname = current_database()`;

test("a process that loses the lead while it is rung goes on answering, and its events arrive", async () => {
  await using log = await EventLog.connect(database.url);
  await using holder = await EventLog.connect(database.url);
  const { live } = await stockClient(b.url, null).story.feed.query({});
  using feed = follow(b.url, live);
  const { pid } = await eventually("somebody leads", async () => (await log.query<{ pid: number }>(leaderSql))[0]);
  // The leader is kept at its work, and rung there.
  await holder.query("BEGIN");
  await holder.query(`SELECT 1 FROM "LiveLog" WHERE id = 1 FOR UPDATE`);
  const publishAtBoth = () => Promise.all([publishAt(a, "Rung at one"), publishAt(b, "Rung at the other")]);
  await publishAtBoth();
  await eventually(
    "it waits",
    async () => (await log.query("SELECT 1 FROM pg_locks WHERE pid = $1 AND NOT granted", [pid])).length > 0,
  );
  await publishAtBoth();
  await log.query("SELECT pg_terminate_backend($1)", [pid]);
  await eventually("somebody else leads", async () => {
    const [leader] = await log.query<{ pid: number }>(leaderSql);
    return leader && leader.pid !== pid;
  });
  await holder.query("ROLLBACK");
  let answers = 0;
  const asking = [a, b].map(async ({ url }) => {
    for (let n = 0; n < 60; n++) if ((await fetch(`${url}/api/health/live`)).ok) answers++;
  });
  // A process that spins answers one in half a second.
  await eventually("both answer at once", () => answers === 120, promptly);
  await Promise.all(asking);
  await eventually("all arrive", () => feed.all.length === 4);
});

test("a leader that hangs is succeeded, with its connection still open", async () => {
  await using log = await EventLog.connect(database.url);
  await using third = await startAppProcess({ databaseUrl: database.url, redisUrl: redis.url });
  const { live } = await stockClient(third.url, null).story.feed.query({});
  using feed = follow(third.url, live);
  await eventually("the stream is open", () => feed.started);
  for (const { child } of [a, b]) child.kill("SIGSTOP");
  await log.announce(1);
  await eventually("it arrives", () => feed.all.length === 1);
  for (const { child } of [a, b]) child.kill("SIGCONT");
});

test("when the process that leads is killed, another one relays, and nothing is lost", async () => {
  await using third = await startAppProcess({ databaseUrl: database.url, redisUrl: redis.url });
  const { live } = await stockClient(third.url, null).story.feed.query({});
  using feed = follow(third.url, live);
  await eventually("the stream is open", () => feed.started);
  const published = [await publishAt(a, "Before")];
  await a.kill();
  published.push(await publishAt(b, "After"));
  await eventually("both arrive", () => feed.all.length === 2, promptly);
  expect(feed.all.map(({ data }) => (data as { id: string }).id)).toEqual(published);
});

test("a process without Redis is refused beside others, by the variable's name", async () => {
  await expect(startAppProcess({ databaseUrl: database.url })).rejects.toThrow(
    /^REDIS_URL: not set, and another Inkwire process/,
  );
});

test("SIGTERM ends a process with 0 and tells its readers when to come back", async () => {
  const process = await startAppProcess({ databaseUrl: database.url, redisUrl: redis.url });
  const response = await fetch(`${process.url}/api/trpc/story.onPublished?input=%7B%7D`);
  const chunks: string[] = [];
  const reading = (async () => {
    for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk).toString());
  })();
  await eventually("connected", () => chunks.join("").startsWith("event: connected\n"));
  process.child.kill("SIGTERM");
  await reading;
  expect(chunks.join("")).toMatch(/retry: \d+\n\n$/);
  const code = await eventually("it ends", () =>
    process.child.exitCode === null ? false : { code: process.child.exitCode },
  );
  expect(code).toEqual({ code: 0 });
});
