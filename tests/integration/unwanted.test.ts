import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// What a member has hidden does not come before them by itself, and is there where they go to it.

let app: App;
let author: Person;

beforeAll(async () => {
  app = await startApp();
  author = await app.member();
});
afterAll(() => app[Symbol.asyncDispose]());

async function publish(title: string, tags: string[] = []) {
  const { id } = await author.api.story.create.mutate({ title, tags, body: `${title} begins.` });
  const { slug } = await author.api.story.publish.mutate({ id });
  return { id, slug };
}

const titlesFor = async ({ api }: Person, input: { author?: string; tag?: string; sort?: "following" } = {}) =>
  (await api.story.feed.query({ ...input, limit: 50 })).items.map(({ title }) => title);
const found = async ({ api }: Person, q: string) =>
  (await api.story.search.query({ q })).items.map(({ story }) => story.title);

const hear = ({ api }: Person, input: { tag?: string } = {}) =>
  new Received<{ data: unknown }>((observer) => api.story.onPublished.subscribe(input, observer));
const titlesIn = (stream: Received<{ data: unknown }>) =>
  stream.all.map(({ data }) => (data as { title: string }).title);

/** One that everybody meets: what was published before it has arrived, or never will. */
async function marker(tags: string[], ...streams: Received<{ data: unknown }>[]) {
  const title = `Marker ${Math.random()}`;
  await publish(title, tags);
  await eventually("the marker arrives", () => streams.every((stream) => titlesIn(stream).includes(title)));
  return title;
}

test("a hidden tag stays out of feeds, open streams and the bell of its member alone, and can be taken back", async () => {
  const [reader, other] = await Promise.all([app.member(), app.member()]);
  await reader.api.follow.set.mutate({ handle: author.handle });
  using atReader = hear(reader);
  using atOther = hear(other);
  await eventually("both listen", () => [atReader, atOther].every(({ started }) => started));
  const wasps = { kind: "tag", tag: "Wasps" } as const;
  expect(await reader.api.unwanted.set.mutate(wasps)).toEqual({ unwanted: true });
  const { slug } = await publish("The Nest", ["wasps", "summer"]);
  const heard = await marker([], atReader, atOther);
  expect(titlesIn(atReader)).not.toContain("The Nest");
  expect(titlesIn(atOther)).toContain("The Nest");

  for (const input of [{}, { sort: "following" as const }, { tag: "summer" }])
    expect(await titlesFor(reader, input)).not.toContain("The Nest");
  expect(await titlesFor(other)).toContain("The Nest");
  // Where one goes to it, it is.
  expect(await titlesFor(reader, { author: author.handle })).toContain("The Nest");
  expect(await titlesFor(reader, { tag: "wasps" })).toContain("The Nest");
  expect(await found(reader, "nest")).toContain("The Nest");
  expect(await found(reader, "")).not.toContain("The Nest");
  expect((await reader.api.story.bySlug.query({ slug })).title).toBe("The Nest");
  // Its author is followed, and still.
  const bell = await eventually("the bell has rung for what came after", async () => {
    const { items } = await reader.api.notification.list.query({ limit: 50 });
    const titles = items.map(({ story }) => story?.title);
    return titles.includes(heard) ? titles : null;
  });
  expect(bell).not.toContain("The Nest");

  expect(await reader.api.unwanted.unset.mutate(wasps)).toEqual({ unwanted: false });
  expect(await titlesFor(reader)).toContain("The Nest");
  await marker(["wasps"], atReader);
});

test("under a tag that is asked for by name, what else is hidden stays hidden", async () => {
  const reader = await app.member();
  await reader.api.unwanted.set.mutate({ kind: "tag", tag: "moths" });
  using stream = hear(reader, { tag: "moths" });
  await eventually("it listens", () => stream.started);
  await reader.api.unwanted.set.mutate({ kind: "tag", tag: "dust" });
  await publish("Dusty Moths", ["moths", "dust"]);
  await marker(["moths"], stream);
  expect(titlesIn(stream)).not.toContain("Dusty Moths");
  expect(await titlesFor(reader, { tag: "moths" })).not.toContain("Dusty Moths");
});

test("one story is left out until that is taken back, and the member's other tabs are told of both", async () => {
  const reader = await app.member();
  using told = new Received<{ data: unknown }>((observer) => reader.api.unwanted.onChanged.subscribe({}, observer));
  await eventually("it listens", () => told.started);
  const [one] = await Promise.all([publish("Not for Me"), publish("For Me")]);
  const what = { kind: "story", storyId: one.id } as const;
  await reader.api.unwanted.set.mutate(what);
  await reader.api.unwanted.set.mutate(what);
  expect(await titlesFor(reader)).not.toContain("Not for Me");
  expect(await titlesFor(reader)).toContain("For Me");
  expect(await reader.api.unwanted.list.query()).toEqual({
    tags: [],
    stories: [{ storyId: one.id, story: { slug: one.slug, title: "Not for Me" } }],
  });
  await author.api.story.unpublish.mutate({ id: one.id });
  expect((await reader.api.unwanted.list.query()).stories).toEqual([{ storyId: one.id, story: null }]);
  await author.api.story.publish.mutate({ id: one.id });
  await reader.api.unwanted.unset.mutate(what);
  expect(await titlesFor(reader)).toContain("Not for Me");
  await eventually("the other tabs know", () => told.all.length >= 2);
  expect(told.all.map(({ data }) => (data as { set: boolean }).set)).toEqual([true, false]);
});

test("as many tags can be hidden as fit, whoever asks at once; one's own stories never are", async () => {
  const reader = await app.member();
  const tags = Array.from({ length: 199 }, (_, index) => `tag ${index}`);
  await db().unwantedTag.createMany({ data: tags.map((tag) => ({ memberId: reader.id, tag })) });
  const outcomes = await Promise.allSettled(
    ["last", "too many"].map((tag) => reader.api.unwanted.set.mutate({ kind: "tag", tag })),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const full = { data: { reason: "invalid" }, message: expect.stringContaining("200 tags") };
  await expect(reader.api.unwanted.set.mutate({ kind: "tag", tag: "another" })).rejects.toMatchObject(full);
  await reader.api.unwanted.set.mutate({ kind: "tag", tag: "tag 7" }); // hidden already, so it needs no room
  expect((await reader.api.unwanted.list.query()).tags).toHaveLength(200);

  const { id } = await publish("My Own", ["mine"]);
  await expect(author.api.unwanted.set.mutate({ kind: "story", storyId: id })).rejects.toMatchObject({
    data: { reason: "invalid" },
  });
  await author.api.unwanted.set.mutate({ kind: "tag", tag: "mine" });
  expect(await titlesFor(author)).toContain("My Own");
});
