import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stockClient } from "../support/client";
import { cloneDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { relaySteps } from "../support/faults";
import { signUp } from "../support/people";
import { startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";
import { ResumingReader } from "../support/resuming-reader";

let redis: TestRedis;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

test.each(relaySteps)("a leader that dies when events are %s loses none and repeats none", async (step) => {
  await using database = await cloneDatabase();
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  await using victim = await startAppProcess({ ...options, env: { TEST_KILL_AT: step } });
  await using other = await startAppProcess(options);
  const author = await signUp(other.url, `crash-${step}`);
  const drafts = await Promise.all(
    Array.from({ length: 5 }, (_, n) => author.api.story.create.mutate({ title: `Story ${n}`, body: "Text." })),
  );
  const { live } = await author.api.story.feed.query({});
  const readers = [victim, other].map(
    (first) =>
      new ResumingReader(
        () => (first.child.exitCode === null && !first.child.signalCode ? first.url : other.url),
        "story.onPublished",
        {},
        live,
      ),
  );
  await eventually("both readers are connected", () => readers.every(({ connects }) => connects > 0));

  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  // Committed at the one that is about to die, and at the other; some of the calls are cut off.
  const calls = drafts.map(({ id }, n) =>
    stockClient((n % 2 ? other : victim).url, author.cookie).story.publish.mutate({ id }),
  );
  await Promise.allSettled(calls);
  await eventually("the leader has died", () => victim.child.signalCode === "SIGKILL");
  const late = await author.api.story.create.mutate({ title: "After it", body: "Text." });
  await author.api.story.publish.mutate({ id: late.id });

  const log = async () => {
    const { rows } = await sql.query<{ seq: string | null; id: string }>(
      `SELECT seq, payload->>'id' AS id FROM "LiveEvent" WHERE topic = 'story:published' ORDER BY seq`,
    );
    return rows;
  };
  await eventually("all is sequenced", async () => (await log()).every(({ seq }) => seq !== null));
  const events = await log();
  const { rows: published } = await sql.query<{ id: string }>(`SELECT id FROM "Story" WHERE status = 'published'`);
  expect(events.map(({ id }) => id).toSorted()).toEqual(published.map(({ id }) => id).toSorted());
  for (const reader of readers) {
    await eventually("a reader has all", () => reader.ids.length >= events.length);
    expect(reader.ids).toEqual(events.map(({ seq }) => `${live.split(".")[0]}.${seq}`));
    await reader.stop();
  }
  await sql.end();
});

test("a long transaction that began first and commits last is missed by nobody who resumed in between", async () => {
  await using database = await cloneDatabase();
  await using app = await startAppProcess({ databaseUrl: database.url, redisUrl: redis.url });
  const author = await signUp(app.url, "slow");
  const { live } = await author.api.story.feed.query({});
  const slow = new pg.Client({ connectionString: database.url });
  await slow.connect();
  const insert = (title: string) => `
    INSERT INTO "LiveEvent" (topic, name, subject, payload)
    SELECT 'story:published', 'story.published', '${title}', json_build_object(
      'id', '${title}', 'visibility', 'public', 'rating', 'general', 'warnings', '[]'::json, 'tags', '[]'::json,
      'author', json_build_object('id', '${author.id}'), 'title', '${title}')`;
  await slow.query("BEGIN");
  await slow.query(insert("begun first"));

  const reader = new ResumingReader(() => app.url, "story.onPublished", {}, live);
  const draft = await author.api.story.create.mutate({ title: "begun later", body: "Text." });
  await author.api.story.publish.mutate({ id: draft.id });
  await eventually("the later one arrives first", () => reader.ids.length === 1);
  reader.cut(); // resumes from the later one
  await slow.query("COMMIT");
  await slow.end();
  await eventually("the earlier one arrives as well", () => reader.ids.length === 2);
  const replay = new ResumingReader(() => app.url, "story.onPublished", {}, live);
  await eventually("a replay has both", () => replay.ids.length === 2);
  expect(replay.ids).toEqual(reader.ids);
  await Promise.all([reader.stop(), replay.stop()]);
});
