import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;
let author: Person;
let reader: Person;

beforeAll(async () => {
  app = await startApp();
  [author, reader] = await Promise.all([app.member(), app.member()]);
});
afterAll(() => app[Symbol.asyncDispose]());

const draft = async (title: string) => (await author.api.story.create.mutate({ title, body: "A text." })).id;

async function published(title: string, visibility: "public" | "followers" | "unlisted" = "public") {
  const id = await draft(title);
  return author.api.story.publish.mutate({ id, visibility });
}

async function seriesOf(...titles: string[]) {
  const { id, slug } = await author.api.series.create.mutate({ title: "A series" });
  const stories = [];
  for (const title of titles) {
    const story = await published(title);
    stories.push(story);
    await author.api.series.add.mutate({ id, storyId: story.id });
  }
  return { id, slug, stories, ids: stories.map(({ id }) => id) };
}

const titles = async (slug: string, { api }: { api: Person["api"] } = { api: app.guest }) =>
  (await api.series.bySlug.query({ slug })).entries.map(({ story }) => story.title);

test("a series has the author's order, and its stories know what comes before and after", async () => {
  const { id, slug, ids } = await seriesOf("One", "Two", "Three");
  const hidden = await draft("Hidden");
  await author.api.series.add.mutate({ id, storyId: hidden });
  await author.api.series.move.mutate({ id, storyId: hidden, before: ids[1] ?? null });
  await author.api.series.move.mutate({ id, storyId: ids[0] ?? "", before: null });
  expect(await titles(slug)).toEqual(["Two", "Three", "One"]);
  expect(await titles(slug, author)).toEqual(["Hidden", "Two", "Three", "One"]);
  expect(await app.guest.series.ofStory.query({ storyId: ids[1] ?? "" })).toMatchObject({
    number: 1,
    stories: 3,
    previous: null,
    next: { title: "Three" },
  });
  expect(await app.guest.series.ofStory.query({ storyId: ids[0] ?? "" })).toMatchObject({
    number: 3,
    previous: { title: "Three" },
    next: null,
  });
  expect(await app.guest.series.ofStory.query({ storyId: hidden })).toBeNull();
});

test("an unlisted story in a series tells who has its link what comes next, and nobody of itself", async () => {
  const { id, slug } = await seriesOf("First", "Last");
  const secret = await published("Secret", "unlisted");
  await author.api.series.add.mutate({ id, storyId: secret.id });
  expect(await titles(slug)).toEqual(["First", "Last"]);
  expect(await app.guest.series.ofStory.query({ storyId: secret.id })).toMatchObject({
    number: null,
    previous: { title: "Last" },
    next: null,
  });
});

test("a story that goes into another series leaves the one before; both keep their order", async () => {
  const one = await seriesOf("A", "B");
  const other = await seriesOf("C");
  await author.api.series.add.mutate({ id: other.id, storyId: one.ids[0] ?? "" });
  await author.api.series.add.mutate({ id: other.id, storyId: one.ids[0] ?? "" });
  expect(await titles(one.slug)).toEqual(["B"]);
  expect(await titles(other.slug)).toEqual(["C", "A"]);
  await author.api.series.remove.mutate({ id: other.id });
  await expect(titles(other.slug)).rejects.toMatchObject({ data: { reason: "not_found" } });
  expect((await app.guest.story.bySlug.query({ slug: one.stories[0]?.slug ?? "" })).title).toBe("A");
});

test("of many who move at the same time, all have their way", async () => {
  const { id, slug, ids } = await seriesOf("1", "2", "3", "4", "5", "6");
  await Promise.all(ids.slice(0, 3).map((storyId) => author.api.series.move.mutate({ id, storyId, before: null })));
  const after = await titles(slug);
  expect(after.slice(0, 3)).toEqual(["4", "5", "6"]);
  expect(after.slice(3).sort()).toEqual(["1", "2", "3"]);
});

const told = async ({ api }: Person, subject: string) =>
  (await api.notification.list.query({})).items.filter((item) => item.subject === subject).map(({ type }) => type);

test("who follows a series is told of what comes into it, once, whether it is up already or goes up later", async () => {
  const [follower, of] = await Promise.all([app.member(), app.member()]);
  const { id } = await seriesOf("Beginning");
  expect(await follower.api.series.follow.mutate({ id })).toEqual({ following: true, followers: 1 });
  await of.api.series.follow.mutate({ id });
  await of.api.series.unfollow.mutate({ id });
  const up = await published("Up already");
  await author.api.series.add.mutate({ id, storyId: up.id });
  await eventually("the follower is told of the one added", async () => (await told(follower, up.id)).length > 0);
  await author.api.series.take.mutate({ id, storyId: up.id });
  await author.api.series.add.mutate({ id, storyId: up.id });
  const later = await draft("Later");
  await author.api.series.add.mutate({ id, storyId: later });
  await author.api.story.publish.mutate({ id: later });
  await eventually("the follower is told of the one published", async () => (await told(follower, later)).length > 0);
  const secret = await published("Not for lists", "unlisted");
  await author.api.series.add.mutate({ id, storyId: secret.id });
  const last = await published("Last");
  await author.api.series.add.mutate({ id, storyId: last.id });
  await eventually("the follower is told of the last", async () => (await told(follower, last.id)).length > 0);
  expect(await told(follower, up.id)).toEqual(["series.story"]);
  expect(await told(follower, later)).toEqual(["story.new"]);
  expect(await told(follower, secret.id)).toEqual([]);
  expect((await of.api.notification.list.query({})).items).toEqual([]);
  expect((await follower.api.series.followed.query()).map((item) => item.id)).toEqual([id]);
});

test("a block hides series and lists, and what is followed of them", async () => {
  const [one, other] = await Promise.all([app.member(), app.member()]);
  const { id, slug } = await seriesOf("To be blocked");
  await one.api.series.follow.mutate({ id });
  const list = await author.api.readingList.create.mutate({ title: "Open", open: true });
  await author.api.boundary.set.mutate({ handle: one.handle, kind: "block" });
  await expect(titles(slug, one)).rejects.toMatchObject({ data: { reason: "not_found" } });
  await expect(one.api.readingList.bySlug.query({ slug: list.slug })).rejects.toMatchObject({
    data: { reason: "not_found" },
  });
  expect(await one.api.series.followed.query()).toEqual([]);
  expect(await one.api.series.byAuthor.query({ handle: author.handle })).toEqual([]);
  expect(await titles(slug, other)).toEqual(["To be blocked"]);
});

test("a reader keeps stories in lists, in an order of their own, for themself or for everybody", async () => {
  const [a, b, c] = [await published("Almonds"), await published("Bread"), await published("Cheese")];
  const { id, slug } = await reader.api.readingList.create.mutate({ title: "For the train", storyId: a.id });
  for (const { id: storyId } of [b, c, b]) await reader.api.readingList.add.mutate({ id, storyId });
  const { entries } = await reader.api.readingList.move.mutate({ id, storyId: c.id, before: a.id });
  expect(entries.map(({ title }) => title)).toEqual(["Cheese", "Almonds", "Bread"]);
  expect(await reader.api.readingList.choices.query({ storyId: b.id })).toMatchObject([{ id, has: true }]);
  expect(await app.guest.readingList.byMember.query({ handle: reader.handle })).toEqual([]);
  await reader.api.readingList.update.mutate({ id, open: true });
  await reader.api.readingList.take.mutate({ id, storyId: a.id });
  await author.api.story.unpublish.mutate({ id: b.id });
  expect(await app.guest.readingList.bySlug.query({ slug })).toMatchObject({
    title: "For the train",
    stories: 1,
    entries: [{ title: "Cheese" }],
  });
  await author.api.story.publish.mutate({ id: b.id });
  expect((await app.guest.readingList.bySlug.query({ slug })).entries.map(({ title }) => title)).toEqual([
    "Cheese",
    "Bread",
  ]);
});
