import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// Ratings and warnings: what is beyond a member's limits does not come up by itself, and is there for who goes to it.

let app: App;
let author: Person;

beforeAll(async () => {
  app = await startApp();
  author = await app.member();
});
afterAll(() => app[Symbol.asyncDispose]());

type Details = { rating?: "general" | "explicit" | "mature"; warnings?: string[] };

async function publish(title: string, details: Details = {}) {
  const { id, version } = await author.api.story.create.mutate({ title, body: `${title} begins.` });
  await author.api.story.update.mutate({ id, version, ...details });
  return author.api.story.publish.mutate({ id });
}

const titlesFor = async (api: Person["api"], input: { author?: string } = {}) =>
  (await api.story.feed.query({ ...input, limit: 50 })).items.map(({ title }) => title);
const found = async (api: Person["api"], q: string, ratings: "explicit"[] = []) =>
  (await api.story.search.query({ q, ratings })).items.map(({ story }) => story.title);

const hear = (api: Person["api"]) =>
  new Received<{ data: unknown }>((observer) => api.story.onPublished.subscribe({}, observer));
const titlesIn = (stream: Received<{ data: unknown }>) =>
  stream.all.map(({ data }) => (data as { title: string }).title);

/** One that everybody meets: what was published before it has arrived, or never will. */
async function marker(...streams: Received<{ data: unknown }>[]) {
  const { title } = await publish(`Marker ${Math.random()}`);
  await eventually("the marker arrives", () => streams.every((stream) => titlesIn(stream).includes(title)));
}

test("an explicit story comes up for those who want it, and is there for all who go to it", async () => {
  const [reader, open] = await Promise.all([app.member(), app.member()]);
  await open.api.boundary.setLimits.mutate({ highestRating: "explicit", avoidedWarnings: [] });
  using atGuest = hear(app.guest);
  using atReader = hear(reader.api);
  using atOpen = hear(open.api);
  using atAuthor = hear(author.api);
  await eventually("all listen", () => [atGuest, atReader, atOpen, atAuthor].every(({ started }) => started));
  const { slug } = await publish("Unbuttoned", { rating: "explicit" });
  await marker(atGuest, atReader, atOpen, atAuthor);
  for (const stream of [atGuest, atReader]) expect(titlesIn(stream)).not.toContain("Unbuttoned");
  for (const stream of [atOpen, atAuthor]) expect(titlesIn(stream)).toContain("Unbuttoned");
  for (const api of [app.guest, reader.api]) {
    expect(await titlesFor(api)).not.toContain("Unbuttoned");
    expect(await found(api, "Unbuttoned")).toEqual([]);
    expect(await found(api, "Unbuttoned", ["explicit"])).toEqual(["Unbuttoned"]);
    expect(await titlesFor(api, { author: author.handle })).toContain("Unbuttoned");
    expect((await api.story.bySlug.query({ slug })).title).toBe("Unbuttoned");
  }
  for (const { api } of [open, author]) {
    expect(await titlesFor(api)).toContain("Unbuttoned");
    expect(await found(api, "Unbuttoned")).toEqual(["Unbuttoned"]);
  }
});

test("a warning that is avoided stays out of feed, stream, search and bell, however it is written, from the moment it is set", async () => {
  const reader = await app.member();
  await reader.api.follow.set.mutate({ handle: author.handle });
  using stream = hear(reader.api);
  await eventually("it listens", () => stream.started);
  await publish("Before", { warnings: ["Bereavement"] });
  await marker(stream);
  expect(titlesIn(stream)).toContain("Before");
  expect(
    await reader.api.boundary.setLimits.mutate({ highestRating: "general", avoidedWarnings: ["BEREAVEMENT"] }),
  ).toEqual({ highestRating: "general", avoidedWarnings: ["bereavement"] });
  await publish("Afterwards", { warnings: ["Bereavement"] });
  await publish("Too old", { rating: "mature" });
  await marker(stream);
  for (const title of ["Afterwards", "Too old"]) {
    expect(titlesIn(stream)).not.toContain(title);
    expect(await titlesFor(reader.api)).not.toContain(title);
    expect(await found(reader.api, title)).toEqual([]);
  }
  expect(await titlesFor(reader.api)).not.toContain("Before");
  const told = await eventually("the bell has rung for what came after", async () => {
    const { items } = await reader.api.notification.list.query({ limit: 50 });
    const titles = items.map(({ story }) => story?.title ?? "");
    return titles.filter((title) => title.startsWith("Marker")).length >= 2 ? titles : null;
  });
  expect(told).not.toContain("Afterwards");
  expect(told).not.toContain("Too old");
});

test("a series that one follows tells within one's limits, and publishing counts those whom it will tell", async () => {
  const [writer, reader, stranger] = await Promise.all([app.member(), app.member(), app.member()]);
  await reader.api.follow.set.mutate({ handle: writer.handle });
  await reader.api.boundary.setLimits.mutate({ highestRating: "general", avoidedWarnings: [] });
  await stranger.api.unwanted.set.mutate({ kind: "tag", tag: "sea" });

  const drafted = async (title: string, details: Details & { tags?: string[] }) => {
    const { id, version } = await writer.api.story.create.mutate({ title, body: "Text." });
    await writer.api.story.update.mutate({ id, version, ...details });
    return id;
  };
  /** One that both follow, which takes a first story that they may see. */
  const followed = async (title: string) => {
    const { id } = await writer.api.series.create.mutate({ title });
    const storyId = await drafted(`${title} begins`, {});
    await writer.api.story.publish.mutate({ id: storyId });
    await writer.api.series.add.mutate({ id, storyId });
    for (const { api } of [reader, stranger]) await api.series.follow.mutate({ id });
    return id;
  };
  const [series, another] = [await followed("A series"), await followed("Another series")];
  const [old, sea, plain] = [
    await drafted("Too old", { rating: "mature" }),
    await drafted("The sea", { tags: ["sea"] }),
    await drafted("Plain", {}),
  ];
  const ids = [old, sea, plain];
  for (const storyId of ids) await writer.api.series.add.mutate({ id: series, storyId });
  const reach = (visibility: "public" | "followers") =>
    Promise.all(ids.map((storyId) => writer.api.notification.reach.query({ storyId, visibility })));
  expect((await reach("public")).map(({ members }) => members)).toEqual([1, 1, 2]);
  expect((await reach("followers")).map(({ members }) => members)).toEqual([0, 1, 1]);

  for (const id of ids) await writer.api.story.publish.mutate({ id });
  for (const storyId of ids) await writer.api.series.add.mutate({ id: another, storyId });
  const toldOf = async ({ api }: Person, type: "story.new" | "series.story") =>
    (await api.notification.list.query({ type })).items
      .map(({ story }) => story?.title ?? "")
      .filter((title) => !title.endsWith("begins"))
      .toSorted();
  for (const type of ["story.new", "series.story"] as const) {
    await eventually("both are told of the last", async () => {
      const lists = await Promise.all([toldOf(reader, type), toldOf(stranger, type)]);
      return lists.every((titles) => titles.includes("Plain") && titles.length === 2);
    });
    expect(await toldOf(reader, type)).toEqual(["Plain", "The sea"]);
    expect(await toldOf(stranger, type)).toEqual(["Plain", "Too old"]);
  }
});
