import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { readMetric } from "../support/metrics";
import { startAppProcess } from "../support/processes";
import { Random } from "../support/random";
import { startRedis } from "../support/redis";
import { isLong } from "../support/size";
import { type Request, SocketReader, subscriptionOf } from "../support/socket-reader";

const batches = isLong ? 50 : 15;
const batchSize = 200;
const megabyte = 1024 * 1024;

const feed = { path: "story.onPublished", input: {} };
const unknownStory = { path: "story.onChanged", input: { id: "00000000-0000-4000-8000-000000000000" } };
const refused = { path: "story.onChanged", input: { id: "not-an-id" } };
const multiplexed = (...ops: { path: string; input: object }[]) => ({
  path: "/api/live",
  body: { ops: ops.map((op, id) => ({ id, ...op })) },
});
const single = ({ path, input }: { path: string; input: object }): Pick<Request, "path"> => ({
  path: subscriptionOf(path, input, "")(null).path,
});

/** What can be asked for: one stream, several over one connection, a topic that nobody else follows, some that are refused. */
const kinds: Pick<Request, "path" | "body">[] = [
  single(feed),
  single(unknownStory),
  single(refused),
  { path: "/api/trpc/story.nothing" },
  multiplexed(feed),
  multiplexed(feed, unknownStory, refused, feed),
  multiplexed(refused),
];

test(`${batches * batchSize} connects and disconnects leave nothing behind`, { timeout: 180_000 }, async () => {
  const random = new Random();
  console.log(`seed ${random.seed} (repeat with TEST_SEED=${random.seed})`);
  await using database = await cloneDatabase();
  await using redis = await startRedis();
  await using app = await startAppProcess({
    databaseUrl: database.url,
    redisUrl: redis.url,
    env: { INKWIRE_WORKER: "off" }, // whose tasks would take memory for the first time in the middle
    nodeArgs: ["--expose-gc", "--import", "./tests/support/gc-on-signal.mjs"],
  });
  const admin = new Redis(redis.url);
  const read = (name: string) => readMetric(app.url, name);

  let visitors = 0;
  let opened = 0;
  let answered = 0;
  const visit = async () => {
    const kind = random.pick(kinds);
    const reader = new SocketReader({
      url: () => app.url,
      request: () => ({ ...kind, cookie: `inkwire_visitor=leaving-${visitors++}` }),
      resumes: false,
      onOpen: () => opened++,
    });
    // Before the request has arrived, while it is worked on, or once it is answered: with a FIN or with a reset.
    const leaves = random.between(0, 3);
    if (leaves === 0) await new Promise(setImmediate);
    if (leaves === 1) await new Promise((resolve) => setTimeout(resolve, random.between(0, 20)));
    if (leaves >= 2) {
      await eventually("it is answered", () => reader.status !== null);
      answered++;
    }
    reader.stop(random.pick(["end", "reset"]));
  };
  const batch = async () => {
    await Promise.all(Array.from({ length: batchSize }, visit));
    await eventually("all connections are gone", async () => (await read("inkwire_live_connections")) === 0);
  };
  const heap = async () => {
    const looks: number[] = [];
    for (let look = 0; look < 4; look++) {
      app.child.kill("SIGUSR2");
      const used = await read("inkwire_nodejs_heap_size_used_bytes");
      looks.push(used + (await read("inkwire_nodejs_external_memory_bytes")));
    }
    return Math.min(...looks);
  };

  // The first ones pay for what is loaded, compiled and pooled once.
  for (let n = 0; n < 5; n++) await batch();
  const before = await heap();
  for (let n = 0; n < batches; n++) await batch();
  const after = await heap();

  console.log(
    `${visitors} connects, ${answered} answered, ${opened} opened; ` +
      `heap ${(before / megabyte).toFixed(1)} MB before, ${(after / megabyte).toFixed(1)} MB after`,
  );
  expect(opened).toBeGreaterThan((batches * batchSize) / 4);
  expect(await read("inkwire_live_subscriptions")).toBe(0);
  const listened = async () => {
    const channels = (await admin.pubsub("CHANNELS", "*")) as string[];
    return channels.filter((channel) => !channel.startsWith("inkwire:probe:")).sort();
  };
  // What each process follows for itself: changed rights, and what administrators ask of it.
  await eventually("no other topic is followed", async () => (await listened()).join() === "access,operation");
  expect(await admin.pubsub("NUMSUB", "story:published")).toEqual(["story:published", 0]);
  expect((after - before) / megabyte).toBeLessThan(3);
  admin.disconnect();
});
