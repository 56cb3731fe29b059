import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { catchUpSchedule, publishScheduled } from "@/modules/story/jobs";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { cloneDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { startAppProcess } from "../support/processes";

// A scheduled story goes up at its time, once, whatever becomes of the processes; and its author hears when it does not.

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

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const hourMs = 60 * 60 * 1_000;

async function draft({ api }: Person, title = "The Late Post"): Promise<string> {
  return (await api.story.create.mutate({ title, body: "Some text." })).id;
}
const stateOf = ({ api }: Person, id: string) => api.story.manuscript.query({ id });
const isUp = (author: Person, id: string) =>
  eventually("it is published", async () => (await stateOf(author, id)).status === "published", 20_000);

/** How often the community was told that the story went up. */
async function announced(id: string, client = sql): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS n FROM "LiveEvent" WHERE name = 'story.published' AND subject = $1`,
    [id],
  );
  return rows[0].n;
}

/** As after a downtime: its time has passed, and nobody has done anything about it. */
async function missed(id: string, minutes: number): Promise<void> {
  await sql.query(`DELETE FROM graphile_worker._private_jobs WHERE key = $1`, [`publish ${id}`]);
  await sql.query(`UPDATE "Story" SET "scheduledFor" = now() - make_interval(mins => $2) WHERE id = $1`, [id, minutes]);
}
const catchUp = () => catchUpSchedule.run(new AbortController().signal);
const overdueNotices = async ({ api }: Person) =>
  (await api.notification.list.query({ type: "story.overdue" })).items.map(({ subject }) => subject);

test("it goes up at its time, to those who may read it, and every tab of its author hears of each step", async () => {
  const [author, follower] = await Promise.all([app.member(), app.member()]);
  await follower.api.follow.set.mutate({ handle: author.handle });
  const id = await draft(author);
  using heard = new Received<{ data: unknown }>((observer) => author.api.story.onMine.subscribe({}, observer as never));
  await eventually("it is open", () => heard.started);
  const at = inMs(6_000);
  const scheduled = await author.api.story.schedule.mutate({ id, at, visibility: "followers" });
  expect(scheduled).toMatchObject({ status: "scheduled", scheduledFor: at, overdue: null, visibility: "followers" });
  expect((await author.api.story.mine.query({ status: "scheduled" })).items).toMatchObject([{ id }]);
  expect((await follower.api.story.feed.query({ author: author.handle })).items).toEqual([]);
  await isUp(author, id);
  const up = await stateOf(author, id);
  expect(up).toMatchObject({ scheduledFor: null, overdue: null, visibility: "followers" });
  expect(Date.parse(up.publishedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(at));
  expect((await follower.api.story.feed.query({ author: author.handle })).items).toMatchObject([{ id }]);
  expect((await app.guest.story.feed.query({ author: author.handle })).items).toEqual([]);
  await eventually("both steps are told", () => heard.all.length === 2);
  expect(await announced(id)).toBe(1);
  expect(await overdueNotices(author)).toEqual([]);
});

test("given another time, or none, it does not go up at the first one; edited meanwhile, it goes up as it is then", async () => {
  const author = await app.member();
  const [later, never, edited] = [await draft(author), await draft(author), await draft(author)];
  const soon = inMs(10_000);
  for (const id of [later, never, edited]) await author.api.story.schedule.mutate({ id, at: soon });
  const { scheduledFor } = await author.api.story.schedule.mutate({ id: later, at: inMs(hourMs) });
  expect(await author.api.story.unschedule.mutate({ id: never })).toMatchObject({
    status: "draft",
    scheduledFor: null,
  });
  const { version } = await stateOf(author, edited);
  await author.api.story.update.mutate({ id: edited, version, title: "Better", body: "Better text by far." });
  await isUp(author, edited); // and with it the time of all three has come
  await catchUp();
  expect(await stateOf(author, edited)).toMatchObject({ title: "Better", words: 4 });
  expect(await stateOf(author, later)).toMatchObject({ status: "scheduled", scheduledFor });
  expect(await stateOf(author, never)).toMatchObject({ status: "draft" });
  await author.api.story.schedule.mutate({ id: later, at: inMs(6_000) });
  await isUp(author, later);
  expect(await announced(later)).toBe(1);
});

test("published by hand or thrown away before its time, it is left alone", async () => {
  const author = await app.member();
  const [published, removed] = [await draft(author), await draft(author)];
  for (const id of [published, removed]) await author.api.story.schedule.mutate({ id, at: inMs(hourMs) });
  await author.api.story.publish.mutate({ id: published });
  expect(await author.api.story.remove.mutate({ id: removed })).toMatchObject({ scheduledFor: null });
  for (const id of [published, removed]) await publishScheduled.run({ id }, new AbortController().signal);
  expect(await announced(published)).toBe(1);
  expect(await announced(removed)).toBe(0);
  expect(await author.api.story.restore.mutate({ id: removed })).toMatchObject({ status: "draft", scheduledFor: null });
});

test("many workers at once publish it once", async () => {
  const author = await app.member();
  const id = await draft(author);
  await author.api.story.schedule.mutate({ id, at: inMs(hourMs) });
  await missed(id, 1);
  const { signal } = new AbortController();
  await Promise.all([
    ...Array.from({ length: 6 }, () => publishScheduled.run({ id }, signal)),
    catchUp(),
    catchUp(),
    author.api.story.publish.mutate({ id }).catch(() => {}), // a conflict is an answer, too
  ]);
  expect(await stateOf(author, id)).toMatchObject({ status: "published" });
  expect(await announced(id)).toBe(1);
  expect(await overdueNotices(author)).toEqual([]); // a minute is on time
});

test("what cannot go up is overdue, told to its author once, and goes up once it can", async () => {
  const author = await app.member();
  const id = await draft(author);
  const other = await draft(author);
  await author.api.story.schedule.mutate({ id, at: inMs(hourMs) });
  await author.api.story.schedule.mutate({ id: other, at: inMs(hourMs) });
  const { version } = await stateOf(author, id);
  await author.api.story.update.mutate({ id, version, body: "" });
  await missed(id, 2);
  await missed(other, 1);
  await catchUp();
  await catchUp();
  const overdue = await stateOf(author, id);
  expect(overdue).toMatchObject({ status: "scheduled", overdue: "There is no text to publish yet." });
  expect(await overdueNotices(author)).toEqual([id]);
  expect(await stateOf(author, other)).toMatchObject({ status: "published" }); // one that fails holds up no other
  await author.api.story.update.mutate({ id, version: overdue.version, body: "At last." });
  await catchUp();
  expect(await stateOf(author, id)).toMatchObject({ status: "published", overdue: null });
  expect(await announced(id)).toBe(1);
  expect(await overdueNotices(author)).toEqual([id]);
});

test("what goes up late is told to its author; a banned author's story stays down", async () => {
  const [author, banned] = await Promise.all([app.member(), app.member()]);
  const [late, never] = [await draft(author), await draft(banned)];
  await author.api.story.schedule.mutate({ id: late, at: inMs(hourMs) });
  await banned.api.story.schedule.mutate({ id: never, at: inMs(hourMs) });
  await sql.query(`UPDATE "Member" SET "bannedAt" = now() WHERE id = $1`, [banned.id]);
  await missed(late, 90);
  await missed(never, 90);
  await catchUp();
  expect(await stateOf(author, late)).toMatchObject({ status: "published" });
  expect(await overdueNotices(author)).toEqual([late]);
  expect(await announced(never)).toBe(0);
});

test.each([
  ["a time that has passed", () => inMs(-1_000)],
  ["one without a zone", () => "2030-01-01T18:00:00"],
  ["one in the far future", () => inMs(3 * 366 * 24 * hourMs)],
  ["no time", () => "tomorrow"],
])("%s is refused", async (_, at) => {
  const author = await app.member();
  const id = await draft(author);
  await expect(author.api.story.schedule.mutate({ id, at: at() })).rejects.toMatchObject({
    data: { reason: "invalid", fields: { at: [expect.any(String)] } },
  });
});

test("an instant is an instant, in whatever zone it is written", async () => {
  const author = await app.member();
  const id = await draft(author);
  const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + hourMs);
  const inKathmandu = new Date(at.getTime() + 5.75 * hourMs).toISOString().replace("Z", "+05:45");
  expect(await author.api.story.schedule.mutate({ id, at: inKathmandu })).toMatchObject({
    scheduledFor: at.toISOString(),
  });
});

test("the server is killed before the time and back after it: the story goes up at once, and once", async () => {
  await using database = await cloneDatabase();
  const before = await startAppProcess({ databaseUrl: database.url });
  const author = await signUp(before.url, "patient");
  const id = await draft(author);
  const at = inMs(6_000);
  await author.api.story.schedule.mutate({ id, at });
  await before.kill();
  await eventually("its time has passed", () => Date.now() > Date.parse(at));
  await using after = await startAppProcess({ databaseUrl: database.url, port: Number(new URL(before.url).port) });
  expect(after.url).toBe(before.url);
  await isUp(author, id);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  expect(await announced(id, client)).toBe(1);
  await client.end();
}, 90_000);
