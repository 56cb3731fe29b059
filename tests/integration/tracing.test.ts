import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Received, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { type ReceivedSpan, startOtlpReceiver } from "../support/otlp-receiver";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";

let database: TestDatabase;
let redis: TestRedis;
let collector: Awaited<ReturnType<typeof startOtlpReceiver>>;
let a: AppProcess;
let b: AppProcess;

beforeAll(async () => {
  [database, redis, collector] = await Promise.all([cloneDatabase(), startRedis(), startOtlpReceiver()]);
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: "50" };
  [a, b] = await Promise.all([start(env), start({ ...env, OTEL_SERVICE_NAME: "inkwire-b" })]);
});
afterAll(async () => {
  await Promise.all([a.kill(), b.kill()]);
  await collector[Symbol.asyncDispose]();
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

const start = (env: Record<string, string> = {}): Promise<AppProcess> =>
  startAppProcess({ databaseUrl: database.url, redisUrl: redis.url, env });

/** Publishes a story at one process while somebody follows the feed at another. */
async function publishAndHear(from: AppProcess, to: AppProcess): Promise<string> {
  const author = await signUp(from.url, `w${Math.random().toString(36).slice(2, 10)}`);
  using feed = new Received<{ data: { id: string } }>((observer) =>
    stockClient(to.url, null).story.onPublished.subscribe({}, observer as never),
  );
  await eventually("the stream is open", () => feed.started);
  const { id } = await author.api.story.create.mutate({ title: "Followed all the way", body: "Text." });
  await author.api.story.publish.mutate({ id });
  await eventually("it is heard", () => feed.all.some(({ data }) => data.id === id));
  return id;
}

test("one trace leads from the mutation at one process to the delivery at another", async () => {
  await publishAndHear(a, b);

  const { spans } = collector;
  const way = await eventually("all of its steps have been sent", () => {
    const mutation = spans.find(({ name }) => name === "story.publish");
    const own = spans.filter(({ traceId }) => traceId === mutation?.traceId);
    const delivery = own.find(({ name, service }) => name === "deliver story.published" && service === "inkwire-b");
    const steps: ReceivedSpan[] = [];
    for (let span = delivery; span; ) {
      steps.unshift(span);
      const { parentSpanId }: ReceivedSpan = span;
      span = own.find(({ spanId }) => spanId === parentSpanId);
    }
    // They are sent by two processes, each with others that happened at the time.
    const relayed = steps.find(({ name }) => name.startsWith("relay"))?.spanId;
    const isComplete = own.some(({ name, parentSpanId }) => name === "redis publish" && parentSpanId === relayed);
    return delivery && relayed && isComplete && steps[0]?.name === "story.publish" ? { steps, delivery } : null;
  });
  const { steps } = way;
  expect(steps.map(({ name }) => name)).toEqual([
    "story.publish",
    "announce story.published",
    "relay story.published",
    "hub story.published",
    "deliver story.published",
  ]);
  expect(steps[0]).toMatchObject({ service: "inkwire", attributes: { outcome: "ok", "rpc.system": "trpc" } });
  expect(way.delivery.attributes).toMatchObject({ topic: "story:published", readers: 1 });
});

test("a trace that a service began goes on here, and says how a refusal ended", async () => {
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  await fetch(`${a.url}/api/trpc/story.publish`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    body: JSON.stringify({ id: "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }),
  });
  const span = await eventually("it is sent", () => collector.spans.find((span) => span.traceId === traceId));
  expect(span).toMatchObject({
    name: "story.publish",
    parentSpanId: "b7ad6b7169203331",
    attributes: { outcome: "unauthenticated" },
  });
});

test("without an endpoint nothing is recorded, and nothing is added to what is stored and sent", async () => {
  await Promise.all([a.kill(), b.kill()]);
  await using app = await start();
  const observer = new Redis(redis.url);
  const messages: string[] = [];
  observer.on("message", (_, message) => messages.push(message));
  await observer.subscribe("story:published");
  const before = collector.spans.length;
  const id = await publishAndHear(app, app);
  observer.disconnect();
  expect(messages.find((message) => message.includes(id))).not.toContain('"trace"');
  expect(collector.spans).toHaveLength(before);
});

test("a collector that is away holds up neither a request nor the end of the process", async () => {
  await using app = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_BSP_SCHEDULE_DELAY: "50" });
  await publishAndHear(app, app);
  app.child.kill("SIGTERM");
  await eventually("it ends with 0", () => app.child.exitCode === 0, 15_000);
});
