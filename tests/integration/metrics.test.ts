import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { Received, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { askedBy, type Metric, parseMetrics } from "../support/prometheus";
import { startRedis, type TestRedis } from "../support/redis";

let database: TestDatabase;
let redis: TestRedis;
let app: AppProcess;
/** Everything that the process wrote. */
let said = "";

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  // Production writes the log as it goes to machines.
  const env = { LOG_LEVEL: "debug", NODE_ENV: "production" };
  app = await startAppProcess({ databaseUrl: database.url, redisUrl: redis.url, env });
  for (const output of [app.child.stdout, app.child.stderr]) {
    output?.on("data", (chunk) => {
      said += chunk;
    });
  }
});
afterAll(async () => {
  await app.kill();
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

async function scrape(): Promise<Map<string, Metric>> {
  const response = await fetch(`${app.url}/api/metrics`);
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  return parseMetrics(await response.text());
}

const target = z.object({ expr: z.string() });
const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), type: z.string(), targets: z.array(target).optional() })),
});
const rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});

const panels = dashboard.parse(JSON.parse(readFileSync("deploy/grafana/inkwire.json", "utf8"))).panels;
const alerts = rules.parse(parse(readFileSync("deploy/prometheus/inkwire.rules.yml", "utf8"))).groups;
const asked = [
  ...panels.flatMap(({ title, targets }) => (targets ?? []).map(({ expr }) => ({ title: `panel ${title}`, expr }))),
  ...alerts.flatMap(({ rules }) => rules.map(({ alert, expr }) => ({ title: `alert ${alert}`, expr }))),
];

describe("after some use", () => {
  let metrics: Map<string, Metric>;
  const numberOf = (name: string, labels: Record<string, string> = {}) =>
    [...metrics.values()]
      .flatMap(({ samples }) => samples)
      .find((sample) => sample.name === name && Object.entries(labels).every(([key, v]) => sample.labels[key] === v))
      ?.value;

  beforeAll(async () => {
    const author = await signUp(app.url, "author");
    using feed = new Received((observer) => stockClient(app.url, null).story.onPublished.subscribe({}, observer));
    await eventually("the stream is open", () => feed.started);
    const { id } = await author.api.story.create.mutate({ title: "Counted", body: "Text." });
    await author.api.story.publish.mutate({ id });
    await eventually("it is heard", () => feed.all.length === 1);
    await stockClient(app.url, null)
      .story.publish.mutate({ id })
      .catch(() => {});
    metrics = await scrape();
  });

  test("numbers are those of what happened", () => {
    expect(numberOf("inkwire_live_connections")).toBe(1);
    expect(numberOf("inkwire_live_subscriptions", { procedure: "story.onPublished" })).toBe(1);
    expect(numberOf("inkwire_live_bus_up")).toBe(1);
    expect(numberOf("inkwire_live_relay_lag_seconds")).toBe(0);
    expect(numberOf("inkwire_live_events_delivered_total", { topic: "story:published" })).toBe(1);
    expect(numberOf("inkwire_live_delivery_seconds_count", { topic: "story:published" })).toBe(1);
    expect(numberOf("inkwire_trpc_seconds_count", { procedure: "story.publish", outcome: "ok" })).toBe(1);
    expect(numberOf("inkwire_trpc_seconds_count", { procedure: "story.publish", outcome: "unauthenticated" })).toBe(1);
  });

  test.each(asked)("$title asks for what is there", ({ expr }) => {
    const { selectors, groupedBy } = askedBy(expr.replaceAll("$job", "inkwire"));
    expect(selectors.length).toBeGreaterThan(0);
    /** What Prometheus adds to every series. */
    const added = ["job", "instance"];
    for (const { metric, labels } of selectors) {
      const base = metrics.has(metric) ? metric : metric.replace(/_(bucket|sum|count)$/, "");
      const found = metrics.get(base);
      if (!found) throw new Error(`${metric} does not exist`);
      const isSeries = found.type !== "histogram" || metric !== base;
      expect(isSeries, `${metric} is a histogram, not a series`).toBe(true);
      // Counters with labels say nothing before the first time.
      const known = found.samples.flatMap((sample) => Object.keys(sample.labels));
      if (found.samples.length > 0)
        expect([...known, ...added]).toEqual(expect.arrayContaining([...labels, ...groupedBy]));
    }
  });
});

test("nothing that opens a door is in the log, however a request brings it", async () => {
  const password = "a password that nobody knows";
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: app.url, ...headers },
      body: JSON.stringify(body),
    });
  const reader = await signUp(app.url, "reader");
  await post("/api/auth/sign-up/email", { name: "R", handle: "reader2", email: "reader2@inkwire.example", password });
  await post("/api/auth/sign-in/email", { email: "reader2@inkwire.example", password });
  await post("/api/auth/sign-in/email", { email: "reader2@inkwire.example", password: `${password}, wrong` });
  await post("/api/auth/sign-in/email", { email: { $ne: 1 }, password: [password] });
  const issued = await post("/api/community/events", {}, { cookie: reader.cookie });
  const { token } = (await issued.json()) as { token: string };
  const stream = await fetch(`${app.url}/api/community/events?token=${token}`);
  await stream.body?.cancel();
  const key = "ink_live_0123456789abcdefghijklmnop";
  await post("/api/trpc/story.create", { title: password }, { "x-api-key": key, authorization: `Bearer ${key}` });
  await post("/api/trpc/story.create", { title: [password] }, { cookie: reader.cookie });
  await fetch(`${app.url}/api/trpc/story.bySlug?input=${encodeURIComponent(`{"slug":"${password}`)}`);

  const closed = once(app.child, "close");
  app.child.kill("SIGTERM");
  await closed;
  const session = /session_token=([^;]+)/.exec(reader.cookie)?.[1];
  if (!session) throw new Error("no session");
  const secrets = [password, token, key, session, decodeURIComponent(session).split(".")[0] ?? session];
  for (const secret of secrets) expect(said.includes(secret), `${secret.slice(0, 12)}… is in the log`).toBe(false);
  expect(said).toContain('"level"');
});
