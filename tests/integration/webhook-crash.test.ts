import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { Receiver } from "../support/receiver";
import { startRedis, type TestRedis } from "../support/redis";
import { startWorkerProcess } from "../support/worker-process";

// Whatever dies between a publication and the answer of a receiver: the message arrives, and more than once at worst.

let database: TestDatabase;
let redis: TestRedis;
let receiver: Receiver;
let server: AppProcess;

const env = () => ({
  DATABASE_URL: database.url,
  REDIS_URL: redis.url,
  APP_URL: server.url,
  AUTH_SECRET: "a-secret-for-tests-that-is-long-enough",
  INKWIRE_WEBHOOK_NETWORKS: "127.0.0.1",
});

beforeAll(async () => {
  [database, redis, receiver] = await Promise.all([cloneDatabase(), startRedis(), Receiver.start()]);
  server = await startAppProcess({
    databaseUrl: database.url,
    redisUrl: redis.url,
    env: { INKWIRE_WORKER: "off", INKWIRE_WEBHOOK_NETWORKS: "127.0.0.1" },
  });
});
afterAll(async () => {
  await server?.kill();
  await Promise.all([receiver?.[Symbol.asyncDispose](), redis?.stop()]);
  await database?.[Symbol.asyncDispose]();
});

test("the server dies after the commit, then a worker while the receiver has the message in hand", async () => {
  const author = await signUp(server.url, "author");
  const url = `${receiver.url}/`;
  await author.api.webhook.create.mutate({ name: "A service", url, events: ["story.published"], stories: "mine" });
  const { id } = await author.api.story.create.mutate({ title: "Kept", body: "Text." });
  await author.api.story.publish.mutate({ id });
  await server.kill();
  expect(receiver.received).toEqual([]);

  receiver.answer("/", "wait");
  {
    await using worker = await startWorkerProcess(env());
    await eventually("the receiver has it in hand", () => receiver.received.length === 1, 30_000);
    await worker.kill();
  }
  await using _second = await startWorkerProcess(env());
  await eventually("it comes again", () => receiver.received.length === 2, 30_000);
  const [first, second] = receiver.received;
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(second?.body).toBe(first?.body);
  expect(JSON.parse(second?.body ?? "{}")).toMatchObject({ type: "story.published", data: { story: { id } } });
});
