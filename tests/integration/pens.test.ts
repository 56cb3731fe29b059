import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Received, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";

// Two who write one story: whose turn it is in a chapter, over processes that die.

let database: TestDatabase;
let redis: TestRedis;
let a: AppProcess;
let b: AppProcess;
let sql: pg.Client;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  [a, b] = await Promise.all([startAppProcess(options), startAppProcess(options)]);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await Promise.all([a.kill(), b.kill()]);
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

const person = () => signUp(a.url, `p${Math.random().toString(36).slice(2, 10)}`);
const at = ({ url }: AppProcess, { cookie }: Person) => stockClient(url, cookie);

/** A draft that two write, and its one chapter. */
async function shared() {
  const [author, other] = await Promise.all([person(), person()]);
  const { id: storyId } = await author.api.story.create.mutate({ title: "Ours", body: "Text." });
  await author.api.collaboration.invite.mutate({ storyId, handle: other.handle, role: "editor" });
  await other.api.collaboration.accept.mutate({ storyId });
  const { chapters } = await author.api.chapter.outline.query({ storyId });
  const [chapter] = chapters;
  if (!chapter) throw new Error("no chapter");
  return { author, other, storyId, chapterId: chapter.id, version: chapter.version };
}
type Shared = Awaited<ReturnType<typeof shared>>;

/** Somebody has the chapter open, by way of one process. */
async function open(process: AppProcess, who: Person, { storyId, chapterId, author }: Shared) {
  const room = `studio:${storyId}`;
  const stream = new Received<unknown>((observer) =>
    at(process, who).presence.watch.subscribe({ room, at: chapterId }, observer as never),
  );
  await eventually("they are seen at it", async () => {
    const { people } = await author.api.presence.inRoom.query({ room });
    return people.some(({ id, at: places }) => id === who.id && places.includes(chapterId));
  });
  return stream;
}

const refused = (reason: string) => ({ data: { reason } });

test("who comes first has the pen, however many ask; it is asked for, kept, asked for again and handed over, and both hear", async () => {
  const story = await shared();
  const { author, other, chapterId, storyId } = story;
  using _first = await open(a, author, story);
  using _second = await open(b, other, story);
  using heard = new Received<{ data: { holder?: { id: string }; asked?: { by: { id: string } } | null } }>((observer) =>
    at(b, other).pen.onChanged.subscribe({ storyId }, observer as never),
  );
  await eventually("the pens are followed", () => heard.started);
  const holders = await Promise.all(
    [author, other, author, other].map(({ api }) => api.pen.settle.mutate({ chapterId })),
  );
  expect(new Set(holders.map(({ holder }) => holder.id))).toEqual(new Set([author.id]));
  await eventually("it is heard", () => heard.all.some(({ data }) => data.holder?.id === author.id));

  await other.api.pen.ask.mutate({ chapterId });
  await expect(other.api.pen.take.mutate({ chapterId })).rejects.toMatchObject(refused("conflict"));
  await expect(other.api.pen.pass.mutate({ chapterId })).rejects.toMatchObject(refused("conflict"));
  expect((await author.api.pen.keep.mutate({ chapterId })).asked).toBeNull();
  await expect(author.api.pen.pass.mutate({ chapterId })).rejects.toMatchObject(refused("conflict"));
  expect((await other.api.pen.ask.mutate({ chapterId })).asked?.by.id).toBe(other.id);
  expect((await author.api.pen.pass.mutate({ chapterId })).holder.id).toBe(other.id);
  await eventually("it is heard", () => heard.all.at(-1)?.data.holder?.id === other.id);
  expect((await author.api.pen.settle.mutate({ chapterId })).holder.id).toBe(other.id);
});

test("from who does not write, or does not answer, it can be taken; what they save late is a conflict, and nothing is lost", async () => {
  const story = await shared();
  const { author, other, chapterId, version } = story;
  using _first = await open(a, author, story);
  using _second = await open(b, other, story);
  await author.api.pen.settle.mutate({ chapterId });
  await sql.query(`UPDATE "ChapterPen" SET since = now() - interval '3 minutes' WHERE "chapterId" = $1`, [chapterId]);
  // The chapter was written to just now, so its holder is at it.
  await expect(other.api.pen.take.mutate({ chapterId })).rejects.toMatchObject(refused("conflict"));
  await sql.query(`UPDATE "Chapter" SET "editedAt" = now() - interval '3 minutes' WHERE id = $1`, [chapterId]);
  expect((await other.api.pen.take.mutate({ chapterId })).holder.id).toBe(other.id);
  await other.api.chapter.update.mutate({ id: chapterId, version, body: "Theirs." });
  await expect(author.api.chapter.update.mutate({ id: chapterId, version, body: "Late." })).rejects.toMatchObject({
    data: { reason: "conflict", details: { current: { body: "Theirs." } } },
  });
  await author.api.pen.ask.mutate({ chapterId });
  await sql.query(`UPDATE "ChapterPen" SET "askedAt" = now() - interval '31 seconds' WHERE "chapterId" = $1`, [
    chapterId,
  ]);
  expect((await author.api.pen.take.mutate({ chapterId })).holder.id).toBe(author.id);
});

test("who may not write the story has no part in its pens, from the moment on at which they may not", async () => {
  const story = await shared();
  const { author, other, chapterId, storyId } = story;
  const client = at(b, other);
  await client.pen.settle.mutate({ chapterId });
  await author.api.collaboration.remove.mutate({ storyId, handle: other.handle });
  await expect(client.pen.settle.mutate({ chapterId })).rejects.toMatchObject(refused("not_found"));
  await expect(client.pen.list.query({ storyId })).rejects.toMatchObject(refused("not_found"));
});

test("a holder whose process is killed has the pen again at another; one who does not come back loses it within 15 seconds", {
  timeout: 60_000,
}, async () => {
  const story = await shared();
  const { author, other, chapterId } = story;
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  const [third, fourth] = await Promise.all([startAppProcess(options), startAppProcess(options)]);
  using _first = await open(third, author, story);
  using _second = await open(b, other, story);
  const settle = () => other.api.pen.settle.mutate({ chapterId });
  expect((await settle()).holder.id).toBe(author.id);
  await third.kill();
  using _again = await open(fourth, author, story);
  expect((await settle()).holder.id).toBe(author.id);
  await fourth.kill();
  await eventually("the pen is the other's", async () => (await settle()).holder.id === other.id, 15_000);
});
