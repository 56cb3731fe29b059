import { randomUUID } from "node:crypto";
import { unzipSync } from "fflate";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BatchAction } from "@/modules/batch/schema";
import { type App, startApp } from "../support/app";
import { eventually, promptly } from "../support/eventually";
import { hold } from "../support/hold";
import type { Person } from "../support/people";
import { startRedis, type TestRedis } from "../support/redis";
import { startWorkerProcess, type WorkerProcess } from "../support/worker-process";

// One thing is done with many stories: each once, each with its own outcome, and all of it can be taken back.

let app: App;
let redis: TestRedis;
let worker: WorkerProcess;
let sql: pg.Client;

beforeAll(async () => {
  redis = await startRedis();
  process.env.INKWIRE_WORKER = "off";
  app = await startApp({ redisUrl: redis.url });
  sql = new pg.Client({ connectionString: app.databaseUrl });
  await sql.connect();
  worker = await startWorker();
});
afterAll(async () => {
  await worker.kill();
  await sql.end();
  await app[Symbol.asyncDispose]();
  await redis.stop();
});

const startWorker = () => startWorkerProcess({ DATABASE_URL: app.databaseUrl, REDIS_URL: redis.url });
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const hourMs = 60 * 60 * 1_000;

/** Drafts of `author`, the oldest first. */
async function drafts({ id }: Person, count: number, body = "Some text."): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await sql.query(
    `INSERT INTO "Story" (id, "authorId", slug, title, genre, "coverSeed", tags, warnings)
     SELECT s.id, $2, s.id, 'Story ' || s.n, 'literary', s.n, '{}', '{}' FROM unnest($1::text[]) WITH ORDINALITY AS s(id, n)`,
    [ids, id],
  );
  await sql.query(
    `INSERT INTO "Chapter" (id, "storyId", position, body, words, "updatedAt") SELECT gen_random_uuid(), s, 1, $2, $3, now() FROM unnest($1::text[]) AS s`,
    [ids, body, body ? 2 : 0],
  );
  return ids;
}

const view = ({ api }: Person, id: string) => api.job.byId.query({ id });
const stateOf = ({ api }: Person, id: string) => api.story.manuscript.query({ id });
const statusesOf = (person: Person, ids: string[]) =>
  Promise.all(ids.map(async (id) => (await stateOf(person, id)).status));
const isOver = (person: Person, id: string, withinMs?: number) =>
  eventually(
    "it has succeeded",
    async () => {
      const job = await view(person, id);
      return job.state === "succeeded" ? job : null;
    },
    withinMs,
  );

async function run(person: Person, action: BatchAction, storyIds: string[]) {
  const { id } = await person.api.batch.start.mutate({ action, storyIds });
  return isOver(person, id);
}
async function undo(person: Person, id: string) {
  return isOver(person, (await person.api.batch.undo.mutate({ id })).id);
}
const outcomes = ({ items }: Awaited<ReturnType<typeof view>>) => items.map(({ state }) => state);

/** How often the community was told that one of the stories went up. */
async function announced(ids: string[]): Promise<number> {
  const { rows } = await sql.query(
    `SELECT count(*)::int AS n FROM "LiveEvent" WHERE name = 'story.published' AND subject = ANY($1)`,
    [ids],
  );
  return rows[0].n;
}
const stepsOf = async (jobId: string): Promise<number> =>
  (await sql.query(`SELECT count(*)::int AS n FROM "BatchStep" WHERE "jobId" = $1`, [jobId])).rows[0].n;

test("two hundred stories, and the worker is killed in the middle: each goes up once, each has its row", async () => {
  const author = await app.member();
  const ids = await drafts(author, 200);
  const begun = performance.now();
  const { id } = await author.api.batch.start.mutate({
    action: { type: "publish", visibility: "public" },
    storyIds: ids,
  });
  await eventually("it is in the middle", async () => (await stepsOf(id)) >= 20, 60_000);
  const held = await hold(app.databaseUrl, "BatchStep", "SHARE"); // so that the middle lasts
  await worker.kill();
  worker = await startWorker();
  await held[Symbol.asyncDispose]();
  const job = await isOver(author, id, 150_000);
  process.stdout.write(`200 stories, killed once: ${Math.round(performance.now() - begun)} ms\n`);
  expect(job).toMatchObject({ attempt: 2, percentage: 100, result: { done: 200, failed: 0, skipped: 0 } });
  expect(job.items.map(({ key, state }) => [key, state])).toEqual(ids.map((key) => [key, "done"]));
  expect(await announced(ids)).toBe(200);
  expect((await author.api.story.mine.query({ status: "published" })).counts.published).toBe(200);
  expect(await stepsOf(id)).toBe(200);
}, 240_000);

test("each story has its own outcome; what failed is tried again alone", async () => {
  const author = await app.member();
  const [fine, up] = await drafts(author, 2);
  const [empty] = await drafts(author, 1, "");
  if (!fine || !up || !empty) throw new Error("none");
  await author.api.story.publish.mutate({ id: up });
  const action = { type: "publish", visibility: "public" } as const;
  const storyIds = [fine, up, empty];
  const preview = await author.api.batch.preview.mutate({ action, storyIds });
  expect(preview.items.map(({ kind }) => kind)).toEqual(["change", "nothing", "refused"]);
  expect((await stateOf(author, fine)).status).toBe("draft");

  const job = await run(author, action, storyIds);
  expect(outcomes(job)).toEqual(["done", "skipped", "failed"]);
  expect(job.items.map(({ message }) => message)).toEqual(preview.items.map(({ text }) => text));
  expect(job.result).toEqual({ done: 1, failed: 1, skipped: 1 });
  expect((await author.api.notification.list.query({})).items).toMatchObject([
    { type: "job.finished", subject: job.id },
  ]);

  const { version } = await stateOf(author, empty);
  await author.api.story.update.mutate({ id: empty, version, body: "Now there is." });
  const again = await isOver(author, (await author.api.batch.retryFailed.mutate({ id: job.id })).id);
  expect(again.items.map(({ key, state }) => [key, state])).toEqual([[empty, "done"]]);
  await expect(author.api.batch.retryFailed.mutate({ id: again.id })).rejects.toMatchObject({
    data: { reason: "invalid" },
  });
});

test("every action is taken back, and done again when that is undone", async () => {
  const author = await app.member();
  const ids = await drafts(author, 3);
  const [first, second] = ids;
  if (!first || !second) throw new Error("none");
  await author.api.story.publish.mutate({ id: first, visibility: "followers" });
  await author.api.story.schedule.mutate({ id: second, at: inMs(hourMs), visibility: "unlisted" });
  const all = () =>
    Promise.all(
      ids.map(async (id) => {
        const { status, visibility, publishedAt, scheduledFor, removedAt, tags } = await stateOf(author, id);
        return {
          status,
          visibility,
          publishedAt: status === "published" && publishedAt,
          scheduledFor,
          removed: removedAt !== null,
          tags,
        };
      }),
    );
  const before = await all();
  const actions: BatchAction[] = [
    { type: "publish", visibility: "public" },
    { type: "schedule", at: inMs(2 * hourMs), visibility: "public" },
    { type: "unpublish" },
    { type: "tag", add: ["sea", "night"], remove: [] },
    { type: "trash" },
  ];
  for (const action of actions) {
    const job = await run(author, action, ids);
    expect(outcomes(job), action.type).toContain("done");
    const after = await all();
    expect(after, action.type).not.toEqual(before);
    const undone = await undo(author, job.id);
    expect(outcomes(undone), action.type).not.toContain("failed");
    expect(await all(), `undo ${action.type}`).toEqual(before);
    if (action.type !== "tag") continue;
    await undo(author, undone.id);
    expect(await all(), "redone").toEqual(after);
    await undo(author, job.id);
    expect(await all(), "and undone").toEqual(before);
  }
});

test("one a day, each waits for its own time; what could not then waits behind them, and all of it is taken back", async () => {
  const author = await app.member();
  const [one, two] = await drafts(author, 2);
  const [empty] = await drafts(author, 1, "");
  if (!one || !two || !empty) throw new Error("none");
  const at = new Date(Date.now() + 2 * hourMs);
  const action = { type: "schedule", at: at.toISOString(), every: { days: 1, timeZone: "UTC" } } as const;
  const storyIds = [empty, two, one];
  const preview = await author.api.batch.preview.mutate({ action, storyIds });
  expect(preview.items.map(({ kind }) => kind)).toEqual(["refused", "change", "change"]);
  const { id } = await author.api.batch.start.mutate({ action, storyIds });
  const job = await isOver(author, id);
  expect(job.items.map(({ message }) => message)).toEqual(preview.items.map(({ text }) => text));
  const nth = (days: number) => new Date(at.getTime() + days * 24 * hourMs).toISOString();
  expect(await stateOf(author, two)).toMatchObject({ status: "scheduled", scheduledFor: nth(0) });
  expect(await stateOf(author, one)).toMatchObject({ status: "scheduled", scheduledFor: nth(1) });
  const { version } = await stateOf(author, empty);
  await author.api.story.update.mutate({ id: empty, version, body: "Now there is." });
  await isOver(author, (await author.api.batch.retryFailed.mutate({ id })).id);
  expect(await stateOf(author, empty)).toMatchObject({ status: "scheduled", scheduledFor: nth(2) });
  await undo(author, id);
  expect(await statusesOf(author, [empty, two, one])).toEqual(["scheduled", "draft", "draft"]);

  const far = { ...action, every: { days: 90, timeZone: "UTC" } };
  const many = await drafts(author, 12);
  await expect(author.api.batch.start.mutate({ action: far, storyIds: many })).rejects.toMatchObject({
    data: { reason: "invalid" },
  });
});

test("undoing leaves alone what somebody has changed since, and tags that came by other ways", async () => {
  const author = await app.member();
  const [one, two] = await drafts(author, 2);
  if (!one || !two) throw new Error("none");
  const published = await run(author, { type: "publish", visibility: "public" }, [one, two]);
  await author.api.story.unpublish.mutate({ id: one });
  await author.api.story.publish.mutate({ id: one, visibility: "followers" });
  expect(outcomes(await undo(author, published.id))).toEqual(["skipped", "done"]);
  expect(await stateOf(author, one)).toMatchObject({ status: "published", visibility: "followers" });

  const tagged = await run(author, { type: "tag", add: ["sea"], remove: [] }, [two]);
  const { version } = await stateOf(author, two);
  await author.api.story.update.mutate({ id: two, version, tags: ["sea", "harbour"] });
  await undo(author, tagged.id);
  expect((await stateOf(author, two)).tags).toEqual(["harbour"]);
});

test("cancelled in the middle, it keeps what is done; tried again, it does the rest, each once", async () => {
  const author = await app.member();
  const ids = await drafts(author, 20);
  const held = await hold(app.databaseUrl, "BatchStep", "SHARE");
  const { id } = await author.api.batch.start.mutate({
    action: { type: "publish", visibility: "public" },
    storyIds: ids,
  });
  await eventually("it is under way", async () => (await view(author, id)).stage === "change");
  await expect(author.api.batch.undo.mutate({ id })).rejects.toMatchObject({ data: { reason: "conflict" } });
  await author.api.job.cancel.mutate({ id });
  await eventually("it is cancelled", async () => (await view(author, id)).state === "cancelled", promptly);
  expect(new Set(outcomes(await view(author, id)))).toEqual(new Set(["waiting"]));
  await held[Symbol.asyncDispose]();
  await author.api.job.retry.mutate({ id });
  const job = await isOver(author, id);
  expect(outcomes(job)).toEqual(ids.map(() => "done"));
  expect(await announced(ids)).toBe(20);
});

test("somebody who saves at the same time loses nothing", async () => {
  const author = await app.member();
  const ids = await drafts(author, 10);
  const { id } = await author.api.batch.start.mutate({
    action: { type: "tag", add: ["sea"], remove: [] },
    storyIds: ids,
  });
  await Promise.all(
    ids.map(async (storyId) => {
      for (let saved = false; !saved; ) {
        const { version } = await stateOf(author, storyId);
        saved = await author.api.story.update.mutate({ id: storyId, version, blurb: "Saved meanwhile." }).then(
          () => true,
          () => false,
        );
      }
    }),
  );
  expect((await isOver(author, id)).result).toEqual({ done: 10, failed: 0, skipped: 0 });
  for (const storyId of ids) {
    expect(await stateOf(author, storyId)).toMatchObject({ tags: ["sea"], blurb: "Saved meanwhile." });
  }
});

test("many stories come as one archive; an empty one is said to be missing", async () => {
  const author = await app.member();
  const ids = [...(await drafts(author, 3)), ...(await drafts(author, 1, ""))];
  const job = await run(author, { type: "export", format: "epub" }, ids);
  expect(outcomes(job)).toEqual(["done", "done", "done", "failed"]);
  const [archive] = job.artifacts;
  const response = await fetch(`${app.url}${archive?.href}`, { headers: { cookie: author.cookie } });
  // Pages are not served here, and the route is one: the bytes as they are kept.
  const bytes = response.ok
    ? new Uint8Array(await response.arrayBuffer())
    : (await sql.query(`SELECT bytes FROM "JobArtifact" WHERE "jobId" = $1`, [job.id])).rows[0].bytes;
  expect(Object.keys(unzipSync(new Uint8Array(bytes))).sort()).toEqual(
    ids
      .slice(0, 3)
      .map((id) => `${id}.epub`)
      .sort(),
  );
  await expect(author.api.batch.undo.mutate({ id: job.id })).rejects.toMatchObject({ data: { reason: "invalid" } });
});

test("only one's own stories, and not too many", async () => {
  const [author, other] = await Promise.all([app.member(), app.member()]);
  const [mine] = await drafts(author, 1);
  const [theirs] = await drafts(other, 1);
  if (!mine || !theirs) throw new Error("none");
  const action = { type: "trash" } as const;
  const start = (input: { action: BatchAction; storyIds: string[] }) => author.api.batch.start.mutate(input);
  const refused = (reason: string) => ({ data: { reason } });
  await expect(start({ action, storyIds: [mine, theirs] })).rejects.toMatchObject(refused("not_found"));
  await expect(start({ action, storyIds: [] })).rejects.toMatchObject(refused("invalid"));
  const many = Array.from({ length: 501 }, () => randomUUID());
  await expect(start({ action, storyIds: many })).rejects.toMatchObject(refused("invalid"));
  const past = { type: "schedule", at: inMs(-1_000), visibility: "public" } as const;
  await expect(start({ action: past, storyIds: [mine] })).rejects.toMatchObject(refused("invalid"));
  expect(await statusesOf(author, [mine])).toEqual(["draft"]);
  expect((await stateOf(author, mine)).removedAt).toBeNull();
});
