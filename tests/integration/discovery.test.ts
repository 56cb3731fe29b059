import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { startDiscoveryInput } from "@/modules/discovery/schema";
import type { CreateStory, Visibility } from "@/modules/story/schema";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// Stories for a taste: ranked by what is asked for, whom one follows and how new they are; nothing that one may not see.

type Tastes = z.input<typeof startDiscoveryInput>["tastes"];

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

/** A tag, or a word, that nothing else in the database has. */
const unique = () => `q${randomUUID().replaceAll("-", "").slice(0, 12)}`;

async function publish(
  author: Person,
  details: Partial<CreateStory> & { title: string },
  visibility: Visibility = "public",
): Promise<string> {
  const { id } = await author.api.story.create.mutate({ body: "Some text.", genre: "humour", ...details });
  await author.api.story.publish.mutate({ id, visibility });
  return id;
}

const people = (count: number) => Promise.all(Array.from({ length: count }, () => app.member()));

const isOver = ({ api }: Person, id: string, state = "succeeded") =>
  eventually(`it is ${state}`, async () => (await api.job.byId.query({ id })).state === state);

async function discover(reader: Person, tastes: Tastes) {
  const { id } = await reader.api.discovery.start.mutate({ tastes });
  await isOver(reader, id);
  const { matches } = await reader.api.discovery.matches.query({ id });
  return { id, matches, titles: matches.map(({ story }) => story.title) };
}

test("more of what was asked for comes first, each with its reasons, and the passage that says it", async () => {
  const [reader, ...authors] = await people(6);
  const [a, b, c, d, e] = authors;
  if (!reader || !a || !b || !c || !d || !e) throw new Error("nobody");
  const [one, two, word] = [unique(), unique(), unique()];
  await publish(a, { title: "One tag of many", tags: [one, "x1", "x2", "x3"] });
  await publish(b, { title: "Both tags", tags: [one, two] });
  await publish(c, {
    title: "Everything",
    tags: [one, two],
    genre: "mystery",
    body: `She saw a ${word} on the stairs.`,
  });
  await publish(d, { title: "The word alone", body: `Nobody had ever seen a ${word} before.` });
  await publish(e, { title: "Something else" });
  const { id, matches, titles } = await discover(reader, { tags: [one, two], words: `an old ${word}`, genres: [] });
  expect(titles[0]).toBe("Everything");
  expect(titles.indexOf("Both tags")).toBeLessThan(titles.indexOf("One tag of many"));
  expect(titles).toContain("The word alone");
  expect(titles).not.toContain("Something else");
  expect(matches.map(({ position }) => position)).toEqual(matches.map((_, index) => index + 1));
  const [first] = matches;
  expect(first?.why).toEqual([{ type: "tags", tags: [one, two] }, { type: "words" }, { type: "new", days: 0 }]);
  expect(first?.passage?.find(({ hit }) => hit)?.text).toBe(word);
  expect(first?.follow).toEqual({ following: false, followers: 0 });
  expect((await reader.api.notification.list.query({})).items).toMatchObject([
    { type: "discovery.completed", subject: id, data: { found: matches.length } },
  ]);
  expect(await reader.api.discovery.tastes.query()).toMatchObject({ tags: [one, two], words: `an old ${word}` });
});

test("between equals, those come first whom the people I follow follow and like", async () => {
  const [reader, friend, unknown, followed, liked] = await people(5);
  if (!reader || !friend || !unknown || !followed || !liked) throw new Error("nobody");
  const tag = unique();
  const likedId = await publish(liked, { title: "Liked", tags: [tag] });
  await publish(followed, { title: "Followed", tags: [tag] });
  await publish(unknown, { title: "Unknown", tags: [tag] });
  await reader.api.follow.set.mutate({ handle: friend.handle });
  await friend.api.follow.set.mutate({ handle: followed.handle });
  await friend.api.reaction.set.mutate({ storyId: likedId });
  const { matches, titles } = await discover(reader, { tags: [tag] });
  expect(titles.at(-1)).toBe("Unknown");
  const why = (title: string) => matches.find(({ story }) => story.title === title)?.why;
  expect(why("Followed")).toContainEqual({ type: "followed", by: 1 });
  expect(why("Liked")).toContainEqual({ type: "liked", by: 1 });

  // Followed from its card, a story stays, and says so.
  const { id } = await reader.api.discovery.start.mutate({ tastes: { tags: [tag] } });
  await isOver(reader, id);
  await reader.api.follow.set.mutate({ handle: unknown.handle });
  const after = (await reader.api.discovery.matches.query({ id })).matches;
  expect(after.find(({ story }) => story.title === "Unknown")?.follow).toEqual({ following: true, followers: 1 });
  // Next time it is in the feed anyway.
  expect((await discover(reader, { tags: [tag] })).titles).not.toContain("Unknown");
});

test("the newer of two comes first; one author does not fill the list", async () => {
  const [reader, old, young, busy] = await people(4);
  if (!reader || !old || !young || !busy) throw new Error("nobody");
  const tag = unique();
  const id = await publish(old, { title: "Old", tags: [tag] });
  await sql.query(`UPDATE "Story" SET "publishedAt" = now() - interval '40 days' WHERE id = $1`, [id]);
  await publish(young, { title: "Young", tags: [tag] });
  for (const title of ["Busy 1", "Busy 2", "Busy 3"]) await publish(busy, { title, tags: [tag] });
  const { titles } = await discover(reader, { tags: [tag] });
  expect(titles.at(-1)).toBe("Old");
  expect(titles).toContain("Young");
  expect(titles.filter((title) => title.startsWith("Busy"))).toHaveLength(2);
});

test("nothing that one may not see, does not want to see, or has seen", async () => {
  const [reader, author, blocked, blocker, muted, own] = await people(6);
  if (!reader || !author || !blocked || !blocker || !muted || !own) throw new Error("nobody");
  const tag = unique();
  const tags = [tag];
  const seen = await publish(author, { title: "Seen", tags });
  await publish(own, { title: "Teen", tags, rating: "teen" });
  await publish(author, { title: "For followers", tags }, "followers");
  await publish(author, { title: "Unlisted", tags }, "unlisted");
  await author.api.story.create.mutate({ title: "Draft", body: "Text.", tags });
  await publish(author, { title: "Explicit", tags, rating: "explicit" });
  await publish(blocked, { title: "Blocked", tags });
  await publish(blocker, { title: "Blocker", tags });
  await publish(muted, { title: "Muted", tags });
  await publish(reader, { title: "Mine", tags });
  await reader.api.story.markRead.mutate({ id: seen });
  await reader.api.boundary.set.mutate({ handle: blocked.handle, kind: "block" });
  await blocker.api.boundary.set.mutate({ handle: reader.handle, kind: "block" });
  await reader.api.boundary.set.mutate({ handle: muted.handle, kind: "mute" });
  expect((await discover(reader, { tags })).titles).toEqual(["Teen"]);
  await reader.api.boundary.setLimits.mutate({ highestRating: "general", avoidedWarnings: [] });
  expect((await discover(reader, { tags })).titles).toEqual([]);
  await reader.api.boundary.setLimits.mutate({ highestRating: "explicit", avoidedWarnings: [] });
  const { id, titles } = await discover(reader, { tags });
  expect(titles.sort()).toEqual(["Explicit", "Teen"]);
  await reader.api.boundary.setLimits.mutate({ highestRating: "teen", avoidedWarnings: [] });
  expect((await reader.api.discovery.matches.query({ id })).matches).toHaveLength(1);
  expect((await discover(reader, { tags, length: "long" })).titles).toEqual([]);
});

test("what was found is shown as long as it may be seen", async () => {
  const [reader, author, other, stranger] = await people(4);
  if (!reader || !author || !other || !stranger) throw new Error("nobody");
  const tag = unique();
  const gone = await publish(author, { title: "Gone", tags: [tag] });
  await publish(other, { title: "Blocked later", tags: [tag] });
  const { id, titles } = await discover(reader, { tags: [tag] });
  expect(titles.sort()).toEqual(["Blocked later", "Gone"]);
  await expect(stranger.api.discovery.matches.query({ id })).rejects.toMatchObject({ data: { reason: "not_found" } });
  await author.api.story.unpublish.mutate({ id: gone });
  await other.api.boundary.set.mutate({ handle: reader.handle, kind: "block" });
  expect((await reader.api.discovery.matches.query({ id })).matches).toEqual([]);
});

test("asked for nothing, it brings what is new; asked for what is nowhere, nothing", async () => {
  const [reader, author] = await people(2);
  if (!reader || !author) throw new Error("nobody");
  const title = `New ${unique()}`;
  await publish(author, { title, genre: "fantasy" });
  expect((await discover(reader, {})).titles).toContain(title);
  expect((await discover(reader, { tags: [unique()] })).matches).toEqual([]);
  expect((await discover(reader, { genres: ["fantasy"] })).matches[0]?.story.genre).toBe("fantasy");
});

test("stopped early, what came stays; gone on with, the rest comes, each once", async () => {
  const [reader, ...authors] = await people(6);
  if (!reader) throw new Error("nobody");
  const tag = unique();
  for (const [index, author] of authors.entries()) {
    // The fewer other tags, the better it fits.
    const others = Array.from({ length: index }, (_, nth) => `other ${nth}`);
    await publish(author, { title: `Match ${index + 1}`, tags: [tag, ...others] });
  }
  const { rows } = await sql.query(`SELECT id FROM "Story" WHERE title = 'Match 3'`);
  const holder = new pg.Client({ connectionString: app.databaseUrl });
  await holder.connect();
  await holder.query("BEGIN");
  await holder.query(`SELECT 1 FROM "Story" WHERE id = $1 FOR UPDATE`, [rows[0].id]); // the third is waited for
  const { id } = await reader.api.discovery.start.mutate({ tastes: { tags: [tag] } });
  const titles = async () => (await reader.api.discovery.matches.query({ id })).matches.map(({ story }) => story.title);
  await eventually("two have come", async () => (await titles()).length === 2);
  await reader.api.job.cancel.mutate({ id });
  await isOver(reader, id, "cancelled");
  expect(await titles()).toEqual(["Match 1", "Match 2"]);
  await holder.end();
  await reader.api.job.retry.mutate({ id });
  await isOver(reader, id);
  expect(await titles()).toEqual(["Match 1", "Match 2", "Match 3", "Match 4", "Match 5"]);
});

test("the sixth in a minute is refused, and told when to come again", async () => {
  const [reader, other] = await people(2);
  if (!reader || !other) throw new Error("nobody");
  for (let nth = 0; nth < 5; nth++) await reader.api.discovery.start.mutate({ tastes: { words: `nothing ${nth}` } });
  const response = await fetch(`${app.url}/api/trpc/discovery.start`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: reader.cookie, origin: app.url },
    body: JSON.stringify({ tastes: {} }),
  });
  expect(response.status).toBe(429);
  const { error } = z
    .object({ error: z.object({ message: z.string(), data: z.object({ reason: z.string() }) }) })
    .parse(await response.json());
  expect(error.data.reason).toBe("rate_limited");
  expect(error.message).toMatch(/Try again in \d+ s\./);
  const wait = Number(response.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  // Nor does one that was cancelled run again meanwhile.
  const id = (await reader.api.job.list.query({})).items[0]?.id ?? "";
  await isOver(reader, id);
  await sql.query(`UPDATE "Job" SET state = 'cancelled' WHERE id = $1`, [id]);
  await expect(reader.api.job.retry.mutate({ id })).rejects.toMatchObject({
    data: { reason: "rate_limited" },
  });
  await other.api.discovery.start.mutate({ tastes: {} }); // by member, not by address
});
