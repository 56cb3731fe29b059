import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received, type StockClient } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;
let author: Person;
let stranger: Person;

beforeAll(async () => {
  app = await startApp();
  [author, stranger] = await Promise.all([app.member(), app.member()]);
});
afterAll(() => app[Symbol.asyncDispose]());

/** A story with as many chapters, not published. */
async function storyOf(count: number) {
  const chapters = Array.from({ length: count }, (_, at) => ({ title: `Title ${at + 1}`, body: `Body ${at + 1}.` }));
  const story = await author.api.story.create.mutate({ title: "The Long Way Home", chapters });
  const outline = await author.api.chapter.outline.query({ storyId: story.id });
  return { ...story, ids: outline.chapters.map(({ id }) => id) };
}

const titles = async (storyId: string) =>
  (await author.api.chapter.outline.query({ storyId })).chapters.map(({ title }) => title);

type Told = { type: string; chapterId: string; number: number };
const follow = (client: StockClient, storyId: string, lastEventId: string) =>
  new Received<{ data: unknown }>((observer) => client.chapter.onChanged.subscribe({ storyId, lastEventId }, observer));
const told = (stream: Received<{ data: unknown }>) => stream.all.map(({ data }) => data as Told);

test("a story is made of chapters, in order, all of which go up with it", async () => {
  const { id, slug, ids } = await storyOf(3);
  await author.api.story.publish.mutate({ id });
  const story = await app.guest.story.bySlug.query({ slug });
  expect(story).toMatchObject({ words: 6, chapters: 3, body: "Body 1." });
  expect(story.index).toMatchObject(ids.map((id, at) => ({ id, number: at + 1, draft: false, words: 2 })));
  expect(story.index.every(({ publishedAt }) => publishedAt !== null)).toBe(true);
  expect(await app.guest.chapter.read.query({ slug, number: 3 })).toMatchObject({ chapter: { body: "Body 3." } });
  expect((await app.guest.chapter.entire.query({ slug })).chapters.map(({ body }) => body)).toEqual([
    "Body 1.",
    "Body 2.",
    "Body 3.",
  ]);
});

test("a chapter of a published story is its author's alone until it is put up, and then everyone is told", async () => {
  const { id, slug } = await storyOf(1);
  await author.api.story.publish.mutate({ id });
  const { live } = await app.guest.story.bySlug.query({ slug });
  using atGuest = follow(app.guest, id, live);
  const { chapter } = await author.api.chapter.add.mutate({ storyId: id, title: "Secret", body: "Not yet." });
  await author.api.chapter.update.mutate({ id: chapter.id, version: 1, body: "Not yet, really." });

  const before = await app.guest.story.bySlug.query({ slug });
  expect(before).toMatchObject({ chapters: 1, words: 2 });
  expect(JSON.stringify(before)).not.toContain("Secret");
  expect((await author.api.story.bySlug.query({ slug })).index).toMatchObject([{}, { title: "Secret", draft: true }]);
  await expect(app.guest.chapter.read.query({ slug, number: 2 })).rejects.toMatchObject({
    data: { reason: "not_found" },
  });

  await author.api.chapter.publish.mutate({ id: chapter.id });
  await eventually("the guest hears of it", () => atGuest.all.length > 0);
  // Nothing of what happened before was told.
  expect(told(atGuest)).toMatchObject([{ type: "published", chapterId: chapter.id, number: 2 }]);
  expect(await app.guest.story.bySlug.query({ slug })).toMatchObject({ chapters: 2, words: 5 });

  await author.api.chapter.update.mutate({ id: chapter.id, version: 2, body: "Corrected." });
  await author.api.chapter.unpublish.mutate({ id: chapter.id });
  await eventually("the guest hears of both", () => atGuest.all.length === 3);
  expect(told(atGuest).map(({ type }) => type)).toEqual(["published", "updated", "withdrawn"]);
  expect(JSON.stringify(atGuest.all)).not.toContain("Secret");
});

test("what is told of the chapters of a story for followers reaches followers alone, live and replayed", async () => {
  const follower = await app.member();
  await follower.api.follow.set.mutate({ handle: author.handle });
  const { id, slug } = await storyOf(1);
  await author.api.story.publish.mutate({ id });
  const { live } = await app.guest.story.bySlug.query({ slug });
  using atStranger = follow(stranger.api, id, live);
  using atFollower = follow(follower.api, id, live);
  await eventually("both follow", () => atStranger.started && atFollower.started);
  await author.api.story.publish.mutate({ id, visibility: "followers" });
  await author.api.chapter.add.mutate({ storyId: id, body: "For friends.", draft: false });
  await eventually("the follower hears of it", () => atFollower.all.length === 1);
  await expect(stranger.api.chapter.read.query({ slug, number: 2 })).rejects.toMatchObject({
    data: { reason: "not_found" },
  });
  expect(atStranger.all).toEqual([]);

  await author.api.story.unpublish.mutate({ id });
  await author.api.story.publish.mutate({ id });
  using replay = follow(stranger.api, id, live);
  await author.api.chapter.add.mutate({ storyId: id, body: "For all.", draft: false });
  await eventually("what came after is there", () => replay.all.length > 0);
  expect(told(replay)).toMatchObject([{ type: "published", number: 3 }]);
});

describe("text", () => {
  test("of twenty writers to one chapter with the same version, one wins and the others get its text", async () => {
    const { ids } = await storyOf(2);
    const id = ids[1] ?? "";
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, writer) =>
        author.api.chapter.update.mutate({ id, version: 1, body: `Writer ${writer}` }),
      ),
    );
    const won = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(won).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      expect(outcome.reason.data).toMatchObject({ reason: "conflict", details: { current: { body: won[0]?.body } } });
    }
  });

  test("writers of different chapters do not meet, while others move them about", async () => {
    const { id, ids } = await storyOf(8);
    const shuffle = ids.flatMap((moved, at) => [
      author.api.chapter.move.mutate({
        id: moved,
        before: ids[(at * 3 + 1) % 8] === moved ? null : ids[(at * 3 + 1) % 8],
      }),
      author.api.chapter.update.mutate({ id: moved, version: 1, body: `Rewritten ${at + 1}.` }),
    ]);
    await Promise.all(shuffle);
    const { chapters } = await author.api.chapter.outline.query({ storyId: id });
    expect(chapters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(chapters.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    for (const [at, chapterId] of ids.entries()) {
      expect((await author.api.chapter.manuscript.query({ id: chapterId })).body).toBe(`Rewritten ${at + 1}.`);
    }
  });

  test("who writes to the first chapter through the story is never let write over what it has not seen", async () => {
    const { id, ids, version } = await storyOf(2);
    const [first = "", second = ""] = ids;
    await author.api.chapter.update.mutate({ id: first, version: 1, body: "By chapter." });
    const stale = { id, version, body: "By story." };
    await expect(author.api.story.update.mutate(stale)).rejects.toMatchObject({
      data: { reason: "conflict", details: { current: { body: "By chapter." } } },
    });
    await author.api.chapter.move.mutate({ id: second, before: first });
    const current = await author.api.story.manuscript.query({ id });
    expect(current.body).toBe("Body 2.");
    await author.api.story.update.mutate({ id, version: current.version, body: "By story." });
    expect(await author.api.chapter.manuscript.query({ id: second })).toMatchObject({ body: "By story.", version: 2 });
  });

  test("what a text was before it changed is kept, and always where much of it goes", async () => {
    const { id: storyId, ids } = await storyOf(1);
    const id = ids[0] ?? "";
    const long = "A long text that nobody would want to lose. ".repeat(5);
    const { version } = await author.api.chapter.update.mutate({ id, version: 1, body: long, title: "New" });
    await author.api.chapter.update.mutate({ id, version, body: "" });
    const revisions = await author.api.story.revisions.query({ id: storyId });
    const texts = await Promise.all(revisions.map(({ id }) => author.api.story.revision.query({ id })));
    expect(texts).toMatchObject([
      { version: 2, title: "New", body: long },
      { version: 1, title: "Title 1", body: "Body 1." },
    ]);
  });
});

describe("an earlier text", () => {
  const textsOf = async (id: string, chapterId?: string) => {
    const revisions = await author.api.story.revisions.query({ id, chapterId });
    const texts = await Promise.all(revisions.map(({ id }) => author.api.story.revision.query({ id })));
    return texts.map(({ version, title, body }) => [version, title, body]);
  };

  test("becomes the text again, as a new version, and what it replaces is kept however short it stood", async () => {
    const { id: storyId, ids } = await storyOf(1);
    const id = ids[0] ?? "";
    const { version } = await author.api.chapter.update.mutate({ id, version: 1, body: "Body 2.", title: "Two" });
    const [revision] = await author.api.story.revisions.query({ id: storyId });
    const restored = await author.api.story.restoreRevision.mutate({
      id: storyId,
      revisionId: revision?.id ?? "",
      version,
    });
    expect(restored).toMatchObject({ title: "Title 1", body: "Body 1.", version: 3, words: 2 });
    expect(await textsOf(storyId)).toEqual([
      [2, "Two", "Body 2."],
      [1, "Title 1", "Body 1."],
    ]);
  });

  test("replaces nothing that its writer has not seen, and is of this story", async () => {
    const { id: storyId, ids } = await storyOf(2);
    const [first = "", second = ""] = ids;
    const other = await storyOf(1);
    await author.api.chapter.update.mutate({ id: first, version: 1, body: "Another." });
    const [revision] = await author.api.story.revisions.query({ id: storyId });
    const revisionId = revision?.id ?? "";
    const { restoreRevision } = author.api.story;
    await expect(restoreRevision.mutate({ id: storyId, revisionId, version: 1 })).rejects.toMatchObject({
      data: { reason: "conflict", details: { current: { body: "Another." } } },
    });
    await expect(restoreRevision.mutate({ id: other.id, revisionId, version: 1 })).rejects.toMatchObject({
      data: { reason: "not_found" },
    });
    expect(await textsOf(storyId, first)).toHaveLength(1);
    expect(await textsOf(storyId, second)).toEqual([]);
  });
});

describe("the trash", () => {
  test("keeps a chapter as it was, and gives it back where it is wanted", async () => {
    const { id, slug, ids } = await storyOf(3);
    await author.api.story.publish.mutate({ id });
    const [first = "", second = "", third = ""] = ids;
    const outline = await author.api.chapter.remove.mutate({ id: second });
    expect(outline).toMatchObject({
      chapters: [
        { id: first, number: 1 },
        { id: third, number: 2 },
      ],
      trash: [{ id: second, number: null }],
    });
    expect(await app.guest.story.bySlug.query({ slug })).toMatchObject({ chapters: 2, words: 4 });
    const restored = await author.api.chapter.restore.mutate({ id: second, before: third });
    expect(restored).toMatchObject({ chapters: [{}, { id: second, draft: true }, {}], trash: [] });
    expect((await author.api.chapter.manuscript.query({ id: second })).body).toBe("Body 2.");
    // Back, but not up: that the author decides.
    expect((await app.guest.story.bySlug.query({ slug })).index.map(({ number }) => number)).toEqual([1, 3]);
  });

  test("does not take the last chapter", async () => {
    const { id, ids } = await storyOf(2);
    const outcomes = await Promise.allSettled(ids.map((id) => author.api.chapter.remove.mutate({ id })));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await titles(id)).toHaveLength(1);
  });
});

test("chapters added and moved at the same time all have their place", async () => {
  const { id, ids } = await storyOf(3);
  const [first = "", , third = ""] = ids;
  await Promise.all([
    ...Array.from({ length: 6 }, (_, at) =>
      author.api.chapter.add.mutate({ storyId: id, title: `Added ${at}`, before: third }),
    ),
    author.api.chapter.move.mutate({ id: first }),
  ]);
  const { chapters } = await author.api.chapter.outline.query({ storyId: id });
  expect(chapters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const order = chapters.map(({ title }) => title);
  expect(order.slice(0, 1)).toEqual(["Title 2"]);
  expect(order.slice(1, 7).every((title) => title.startsWith("Added"))).toBe(true);
  expect(order.slice(7)).toEqual(["Title 3", "Title 1"]);
});

test("empty chapters stay back when a story is published, and one that is kept back stays so", async () => {
  const story = await author.api.story.create.mutate({
    title: "Half done",
    chapters: [{ body: "There." }, { body: " \n" }, { body: "Later.", draft: true }],
  });
  await author.api.story.publish.mutate({ id: story.id });
  const { index } = await app.guest.story.bySlug.query({ slug: story.slug });
  expect(index.map(({ number }) => number)).toEqual([1]);
  const kept = await author.api.story.create.mutate({ title: "Kept", chapters: [{ body: "Text.", draft: true }] });
  await expect(author.api.story.publish.mutate({ id: kept.id })).rejects.toMatchObject({ data: { reason: "invalid" } });
  expect(await author.api.story.manuscript.query({ id: kept.id })).toMatchObject({ status: "draft", version: 1 });
});

test("a published story may have all its chapters kept back", async () => {
  const { id, slug, ids } = await storyOf(1);
  await author.api.story.publish.mutate({ id });
  await author.api.chapter.unpublish.mutate({ id: ids[0] ?? "" });
  expect(await app.guest.story.bySlug.query({ slug })).toMatchObject({ index: [], body: "", words: 0, chapters: 0 });
});

test("a story's words and chapters are right whoever writes to the table", async () => {
  const { id } = await storyOf(2);
  const sql = new pg.Client({ connectionString: app.databaseUrl });
  await sql.connect();
  try {
    await sql.query(`UPDATE "Chapter" SET words = 7 WHERE "storyId" = $1`, [id]);
    await sql.query(`DELETE FROM "Chapter" WHERE "storyId" = $1 AND position = 2`, [id]);
    const { rows } = await sql.query(`SELECT words, "publicChapters" FROM "Story" WHERE id = $1`, [id]);
    expect(rows).toEqual([{ words: 7, publicChapters: 1 }]);
  } finally {
    await sql.end();
  }
});
