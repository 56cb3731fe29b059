import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { beginFanOut, tellNext } from "@/modules/notification/fan-out";
import { db, transact } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// Those who follow are told: many of them, none twice, and nobody of what was taken back.

let app: App;
let sql: pg.Client;

beforeAll(async () => {
  app = await startApp();
  sql = new pg.Client({ connectionString: app.databaseUrl });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await app[Symbol.asyncDispose]();
});

async function people(count: number): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, () => app.member()));
}

/** Members who never sign in, following `author`. */
async function followers(author: Person, count: number): Promise<void> {
  const prefix = randomUUID();
  await sql.query(
    `INSERT INTO "Member" (id, name, handle, email, "updatedAt")
     SELECT $1 || i, 'A follower', $1 || i, $1 || i || '@inkwire.example', now() FROM generate_series(1, $2::int) i`,
    [prefix, count],
  );
  await sql.query(
    `INSERT INTO "Follow" ("followerId", "authorId") SELECT $1 || i, $2 FROM generate_series(1, $3::int) i`,
    [prefix, author.id, count],
  );
}

async function draft(author: Person, title = "The story"): Promise<string> {
  return (await author.api.story.create.mutate({ title, body: "Text." })).id;
}

const listOf = async ({ api }: Person) => (await api.notification.list.query({ type: "story.new" })).items;
const unreadOf = async ({ api }: Person) => (await api.notification.unreadCount.query()).unread;
const told = async (storyId: string) =>
  Number((await sql.query(`SELECT count(*) FROM "Notification" WHERE "storyId" = $1`, [storyId])).rows[0].count);
const isDone = async (storyId: string) =>
  (await sql.query(`SELECT 1 FROM "FanOut" WHERE "storyId" = $1 AND "doneAt" IS NOT NULL`, [storyId])).rowCount === 1;

test("ten thousand followers: the publish does not wait for them, and others are heard meanwhile", async () => {
  const [author, other, reader] = await people(3);
  if (!author || !other || !reader) throw new Error("nobody");
  await followers(author, 10_000);
  await reader.api.follow.set.mutate({ handle: author.handle });
  const [warm, id, meanwhile] = [await draft(other), await draft(author), await draft(other, "Meanwhile")];
  await other.api.story.publish.mutate({ id: warm });
  using stream = new Received<{ data: unknown }>((observer) =>
    app.guest.story.onPublished.subscribe({}, { ...observer, onData: (data) => observer.onData(data as never) }),
  );
  await eventually("it is open", () => stream.started);
  await author.api.story.publish.mutate({ id });
  expect(await told(id)).toBeLessThan(10_001);
  await eventually("the telling has begun", async () => (await told(id)) > 0);
  await other.api.story.publish.mutate({ id: meanwhile });
  await eventually("others are heard", () => JSON.stringify(stream.all).includes("Meanwhile"));
  expect(await isDone(id)).toBe(false);
  await eventually("all are told", () => isDone(id), 40_000);
  expect(await told(id)).toBe(10_001);
  const { rows } = await sql.query(
    `SELECT count(*) AS events, count(DISTINCT topic) AS topics FROM "LiveEvent" WHERE name = 'notification.arrived' AND payload->'notification'->>'subject' = $1`,
    [id],
  );
  expect(rows[0]).toEqual({ events: "10001", topics: "10001" });
  expect(await listOf(reader)).toHaveLength(1);
}, 60_000);

const aboutTelling = /"(FanOut|Story|Follow|Member|Notification|NotificationActor)"|INSERT INTO [^ ]*"LiveEvent"/;
const textOf = (sent: unknown) => (typeof sent === "string" ? sent : ((sent as { text?: string } | null)?.text ?? ""));

test("the batch in which a worker dies is told once, and the rest after it", async () => {
  const [author] = await people(1);
  if (!author) throw new Error("nobody");
  await followers(author, 1_200);
  const storyId = await draft(author);
  await sql.query(`UPDATE "Story" SET status = 'published', "publishedAt" = now() WHERE id = $1`, [storyId]);
  const id = await transact((tx) =>
    beginFanOut(tx, { type: "story.new", subject: storyId, storyId, actorId: author.id, data: {} }),
  );
  const query = vi.spyOn(pg.Client.prototype, "query");
  const mark = "SELECT 'the batch'";
  const told500 = await transact(async (tx) => {
    await tx.$executeRawUnsafe(mark);
    return tellNext(tx, id);
  });
  expect(told500).toBe(true);
  // Others ask on other connections meanwhile, such as the worker for digests that are due.
  const connection = query.mock.contexts[query.mock.calls.findIndex(([sent]) => textOf(sent) === mark)];
  const statements = query.mock.calls.filter(
    ([sent], index) => query.mock.contexts[index] === connection && aboutTelling.test(textOf(sent)),
  );
  expect(statements.length).toBeGreaterThan(3);
  expect(statements.length).toBeLessThanOrEqual(13); // for 500 members
  query.mockRestore();
  await expect(
    transact(async (tx) => {
      await tellNext(tx, id);
      throw new Error("killed before the commit");
    }),
  ).rejects.toThrow("killed");
  expect(await told(storyId)).toBe(500);
  // Two workers at once, one of which believes the other dead.
  const run = async () => {
    while (await transact((tx) => tellNext(tx, id)));
  };
  await Promise.all([run(), run()]);
  expect(await told(storyId)).toBe(1_200);
  const fanOut = await db().fanOut.findUniqueOrThrow({ where: { id } });
  expect(fanOut.told).toBe(1_200);
  const { rows } = await sql.query(`SELECT count(*) FROM "Notification" WHERE "storyId" = $1 AND occurrences > 1`, [
    storyId,
  ]);
  expect(rows[0].count).toBe("0");
});

test("who is told: by visibility, and not those who muted the author or want none of it", async () => {
  const [author, follower, stranger, muting, unwilling] = await people(5);
  if (!author || !follower || !stranger || !muting || !unwilling) throw new Error("nobody");
  for (const { api } of [follower, muting, unwilling]) await api.follow.set.mutate({ handle: author.handle });
  await muting.api.boundary.set.mutate({ handle: author.handle, kind: "mute" });
  const changes = (["bell", "mail"] as const).map((channel) => ({
    type: "story.new" as const,
    channel,
    enabled: false,
  }));
  await unwilling.api.notification.setPreferences.mutate({ changes });
  for (const visibility of ["public", "followers", "unlisted"] as const) {
    const id = await draft(author);
    const members = visibility === "unlisted" ? 0 : 1;
    expect(await author.api.notification.reach.query({ storyId: id, visibility })).toEqual({ members, mail: 0 });
    await author.api.story.publish.mutate({ id, visibility });
    await eventually("it is done", () => isDone(id));
    expect((await listOf(follower)).filter(({ subject }) => subject === id)).toHaveLength(members);
    expect(await author.api.notification.reach.query({ storyId: id, visibility })).toMatchObject({ members: 0 });
  }
  for (const person of [stranger, muting, unwilling, author]) expect(await listOf(person)).toEqual([]);
});

test("a story that is taken back takes its notifications along, live and replayed; put up again it tells the unread", async () => {
  const [author, follower, seen] = await people(3);
  if (!author || !follower || !seen) throw new Error("nobody");
  for (const { api } of [follower, seen]) await api.follow.set.mutate({ handle: author.handle });
  const id = await draft(author, "A secret");
  const { live } = await follower.api.notification.unreadCount.query();
  const hear = (lastEventId?: string) =>
    new Received<{ data: unknown }>((observer) =>
      follower.api.notification.onNew.subscribe(
        { lastEventId },
        { ...observer, onData: (data) => observer.onData(data as never) },
      ),
    );
  using stream = hear();
  await eventually("it is open", () => stream.started);
  await author.api.story.publish.mutate({ id });
  await eventually("both are told", async () => (await unreadOf(follower)) === 1 && (await unreadOf(seen)) === 1);
  await seen.api.notification.markRead.mutate({ ids: (await listOf(seen)).map((item) => item.id) });
  await author.api.story.unpublish.mutate({ id });
  expect(await listOf(follower)).toEqual([]); // at once, before anything is recalled
  await eventually("the bell hears of it", () => stream.all.length === 2);
  expect(stream.all[1]?.data).toMatchObject({ change: "recalled", unread: 0 });
  using replayed = hear(live);
  await eventually("the recall is replayed", () => replayed.all.length > 0);
  expect(JSON.stringify(replayed.all)).not.toContain("A secret");

  await author.api.story.publish.mutate({ id });
  await eventually("it is told again", () => stream.all.length === 3);
  expect(await unreadOf(follower)).toBe(1);
  expect(await unreadOf(seen)).toBe(0);
});

test("an unfollow and a block take back what may not be seen any more", async () => {
  const [author, follower] = await people(2);
  if (!author || !follower) throw new Error("nobody");
  await follower.api.follow.set.mutate({ handle: author.handle });
  expect(await unreadOf(author)).toBe(1);
  const id = await draft(author);
  await author.api.story.publish.mutate({ id, visibility: "followers" });
  await eventually("it is told", async () => (await unreadOf(follower)) === 1);
  using stream = new Received<{ data: unknown }>((observer) =>
    follower.api.notification.onNew.subscribe({}, { ...observer, onData: (data) => observer.onData(data as never) }),
  );
  await eventually("it is open", () => stream.started);
  await follower.api.follow.unset.mutate({ handle: author.handle });
  const recalled = await eventually("it is recalled", () =>
    stream.all.map(({ data }) => data).find((data) => (data as { change: string }).change === "recalled"),
  );
  expect(recalled).toMatchObject({ unread: 0 });
  await author.api.boundary.set.mutate({ handle: follower.handle, kind: "block" });
  expect(await unreadOf(author)).toBe(0);
});

test("a chapter tells followers and those who marked the story, several as one", async () => {
  const [author, follower] = await people(2);
  if (!author || !follower) throw new Error("nobody");
  const id = await draft(author);
  await author.api.story.publish.mutate({ id });
  await follower.api.follow.set.mutate({ handle: author.handle });
  for (const title of ["Two", "Three"]) {
    await author.api.chapter.add.mutate({ storyId: id, title, body: "More.", draft: false });
  }
  await eventually("both are told", async () => {
    const { items } = await follower.api.notification.list.query({ type: "chapter.new" });
    return items[0]?.occurrences === 2 && items.length === 1;
  });
});

test("a chapter is told of once, however often it goes up, and not while it is kept back", async () => {
  const [author, ...readers] = await people(3);
  const ids = readers.map(({ id }) => id);
  const first = await db().member.findFirst({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
  const [follower, late] = readers.toSorted((reader) => (reader.id === first?.id ? -1 : 1));
  if (!author || !follower || !late) throw new Error("nobody");
  const storyId = await draft(author);
  await author.api.story.publish.mutate({ id: storyId });
  await eventually("the story is told", () => isDone(storyId));
  await follower.api.follow.set.mutate({ handle: author.handle });
  const toldOf = async ({ api }: Person) => (await api.notification.list.query({ type: "chapter.new" })).items;
  const add = { storyId, title: "Two", body: "More." };
  const { id } = (await author.api.chapter.add.mutate({ ...add, draft: false })).chapter;
  const told = await eventually("it is told", async () => (await toldOf(follower))[0]);
  await author.api.chapter.unpublish.mutate({ id });
  expect([await toldOf(follower), await unreadOf(follower)]).toEqual([[], 0]);

  await late.api.follow.set.mutate({ handle: author.handle });
  const data = { chapterId: id, number: 2 };
  const message = { type: "chapter.new", subject: storyId, storyId, actorId: author.id, data } as const;
  const halfway = await transact((tx) => beginFanOut(tx, message));
  await db().fanOut.update({ where: { id: halfway }, data: { after: follower.id } });
  expect(await transact((tx) => tellNext(tx, halfway))).toBe(false);
  expect(await toldOf(late)).toEqual([]);

  await author.api.chapter.publish.mutate({ id });
  await eventually("the telling goes on", async () => (await toldOf(late)).length === 1);
  expect(await toldOf(follower)).toEqual([told]);
  expect(await db().fanOut.count({ where: { storyId, type: "chapter.new" } })).toBe(2);
});
