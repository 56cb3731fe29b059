import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Received, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { RawStream } from "../support/raw-stream";
import { startRedis, type TestRedis } from "../support/redis";

let database: TestDatabase;
let redis: TestRedis;
let sql: pg.Client;
let a: AppProcess;
let b: AppProcess;
let admin: Person;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  [a, b] = await Promise.all([startAppProcess(options), startAppProcess(options)]);
  admin = await signUp(a.url, "the-admin");
  await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = $1`, [admin.id]);
});
afterAll(async () => {
  await Promise.all([a.kill(), b.kill()]);
  await sql.end();
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

/** A process says how it is every five seconds. */
const saidMs = 20_000;

const follow = (process: AppProcess) =>
  new Received<{ data: { id: string } }>((observer) =>
    stockClient(process.url, null).story.onPublished.subscribe({}, observer as never),
  );

test("the numbers are those of both processes", async () => {
  const author = await signUp(b.url, "author");
  const before = await admin.api.admin.metrics.query({});
  using one = follow(a);
  using two = follow(b);
  using three = follow(b);
  await eventually("all are open", () => [one, two, three].every(({ started }) => started));
  const { id } = await author.api.story.create.mutate({ title: "Counted", body: "Text." });
  await author.api.story.publish.mutate({ id });
  await stockClient(a.url, null)
    .story.publish.mutate({ id })
    .catch(() => {});
  await eventually("all have heard", () => [one, two, three].every(({ all }) => all.length === 1));

  const metrics = await eventually(
    "both have said so",
    async () => {
      const now = await admin.api.admin.metrics.query({});
      const feed = now.latency.find(({ topic }) => topic === "story:published");
      // Each process tells once of having told all of its readers.
      const isTold = now.streams === 3 && feed?.count === 2 && now.refusals.length > 0;
      return isTold ? now : null;
    },
    saidMs,
  );
  expect(metrics).toMatchObject({ members: 2, stories: 1, failures: 0 });
  expect(metrics.streamsByProcess.map(({ streams }) => streams).sort()).toEqual([1, 2]);
  expect(metrics.streamsByProcedure).toEqual([{ procedure: "story.onPublished", streams: 3 }]);
  const feed = metrics.latency.find(({ topic }) => topic === "story:published");
  expect(metrics.deliveries - before.deliveries).toBeGreaterThanOrEqual(3);
  expect(feed?.p95Ms).toBeGreaterThan(0);
  expect(metrics.procedures.map(({ procedure }) => procedure)).toContain("story.publish");
  expect(metrics.refusals).toContainEqual({ procedure: "story.publish", outcome: "unauthenticated", count: 1 });

  const health = await admin.api.admin.health.query();
  expect(health).toMatchObject({ redis: "up", workers: "up", migrations: "current", alarms: [] });
  expect(health.processes.map(({ kind }) => kind)).toEqual(["server", "server"]);
  expect(health.database.bytes).toBeGreaterThan(1_000_000);
});

test("history adds up what processes had in the same minute", async () => {
  const at = new Date(Date.now() - 10 * 60_000);
  const sample = `INSERT INTO "MetricSample" ("processId", at, streams, deliveries, calls, failures, "p95Ms", "lagMs")
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
  await sql.query(sample, ["x", at, 100, 1_000, 60, 0, 12, 0]);
  await sql.query(sample, ["y", at, 50, 500, 40, 1, 30, 900]);
  const { history } = await admin.api.admin.metrics.query({ span: "hour" });
  expect(history.find(({ streams }) => streams === 150)).toMatchObject({
    deliveriesPerMinute: 1_500,
    callsPerMinute: 100,
    errors: 0.01,
    p95Ms: 30,
    lagMs: 900,
  });
});

test("a connection is listed with its member, and ends at the other process when an administrator says so", async () => {
  const reader = await signUp(b.url, "listed");
  using stream = await RawStream.open(`${b.url}/api/community/events`, { cookie: reader.cookie });
  const listed = await eventually(
    "it is listed",
    async () => (await admin.api.admin.connections.query()).items.find(({ handle }) => handle === "listed"),
    saidMs,
  );
  expect(listed).toMatchObject({ memberId: reader.id, procedures: ["/api/community/events"] });
  const { processId, id: connectionId } = listed;
  await admin.api.admin.disconnect.mutate({ processId, connectionId });
  await eventually("it has ended", () => stream.ended);

  using again = await RawStream.open(`${b.url}/api/community/events`, { cookie: reader.cookie });
  using other = await RawStream.open(`${a.url}/api/community/events`, { cookie: admin.cookie });
  await admin.api.admin.disconnect.mutate({ handle: "listed" });
  await eventually("all of the member's have ended", () => again.ended);
  expect(other.ended).toBe(false);
  const { items } = await admin.api.audit.list.query({ action: "stream.disconnected" });
  expect(items.map(({ subjectKind }) => subjectKind)).toEqual(["member", "stream"]);
  await expect(admin.api.admin.disconnect.mutate({ handle: "nobody" })).rejects.toMatchObject({
    data: { reason: "not_found" },
  });
});

test("administrators are told once of an episode, whoever notices it, and again of the next", async () => {
  const second = await signUp(a.url, "second-admin");
  await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = $1`, [second.id]);
  const [said] = (await sql.query(`SELECT * FROM "ServerProcess" LIMIT 1`)).rows;
  /** Another process, which holds this many streams. */
  const pretend = (streams: number) =>
    sql.query(
      `INSERT INTO "ServerProcess" (id, kind, host, pid, version, "startedAt", "seenAt", state, connections)
       VALUES ('pretended', 'server', 'elsewhere', 1, '1', now(), now() + interval '1 hour', $1, '[]')
       ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state`,
      [{ ...said.state, streams }],
    );
  const told = async (person: Person) => {
    const { items } = await person.api.notification.list.query({ type: "notice.system" });
    return items.reduce((sum, { occurrences }) => sum + occurrences, 0);
  };
  const alarms = async () => (await admin.api.admin.health.query()).alarms.map(({ kind }) => kind);
  await pretend(6_000);
  await eventually("both are told", async () => (await told(admin)) === 1 && (await told(second)) === 1, saidMs);
  expect(await alarms()).toEqual(["streams"]);
  const begun = (await sql.query(`SELECT since FROM "Alarm"`)).rows[0];
  // Both processes look again, and see the same.
  const looks = async () =>
    (await sql.query(`SELECT max("seenAt") AS at FROM "ServerProcess" WHERE id <> 'pretended'`)).rows[0].at;
  const from = await looks();
  await eventually("both have looked again", async () => (await looks()) - from > 6_000, saidMs);
  expect((await sql.query(`SELECT since FROM "Alarm"`)).rows[0]).toEqual(begun);
  expect(await told(admin)).toBe(1);
  await pretend(100);
  await eventually("it is over", async () => (await alarms()).length === 0, saidMs);
  await pretend(7_000);
  await eventually("they are told again", async () => (await told(admin)) === 2, saidMs);
  const { items } = await admin.api.notification.list.query({ type: "notice.system" });
  expect(items[0]?.data).toMatchObject({ text: expect.stringContaining("7,00"), href: "/admin/health" });
  await sql.query(`DELETE FROM "ServerProcess" WHERE id = 'pretended'`);
});

test("the journey counts who came how far", async () => {
  const { steps } = await admin.api.admin.journey.query({ days: 7 });
  const members = Object.fromEntries(steps.map(({ step, members }) => [step, members]));
  expect(members).toEqual({ signUp: 4, draft: 1, wizard: 0, publish: 1, firstComment: 0 });
  const { items } = await stockClient(a.url, null).story.feed.query({});
  const storyId = items[0]?.id ?? "";
  const comment = (person: Person) =>
    person.api.comment.add.mutate({ id: crypto.randomUUID(), storyId, body: "Well begun." });
  await comment(admin);
  const after = await admin.api.admin.journey.query({ days: 7 });
  expect(after.steps.at(-1)).toEqual({ step: "firstComment", members: 1 });
});

test("what an administrator says is before everybody at once, one thing at a time", async () => {
  const guest = stockClient(b.url, null);
  const { live, bulletin } = await guest.bulletin.current.query();
  expect(bulletin).toBeNull();
  using heard = new Received<{ data: { bulletin: { text: string } | null } }>((observer) =>
    guest.bulletin.onChanged.subscribe({ lastEventId: live }, observer as never),
  );
  await eventually("the stream is open", () => heard.started);
  await Promise.all(["First.", "Second."].map((text) => admin.api.bulletin.post.mutate({ text })));
  await eventually("both are heard", () => heard.all.length === 2);
  const { bulletin: current } = await guest.bulletin.current.query();
  expect(current?.text).toBe(heard.all[1]?.data.bulletin?.text);
  await admin.api.bulletin.takeDown.mutate();
  await eventually("it is gone", () => heard.all.at(-1)?.data.bulletin === null);
  expect((await guest.bulletin.current.query()).bulletin).toBeNull();
  expect(await admin.api.bulletin.list.query()).toHaveLength(2);
});
