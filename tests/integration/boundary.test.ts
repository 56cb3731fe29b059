import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// Two members and what lies between them: in queries, and in streams that are open while it changes.

let app: App;
let author: Person;
let reader: Person;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

async function meet() {
  [author, reader] = await Promise.all([app.member(), app.member()]);
}

async function publish(title: string, by = author) {
  const { id } = await by.api.story.create.mutate({ title, body: "Text." });
  return by.api.story.publish.mutate({ id });
}

const titlesFor = async ({ api }: Person) =>
  (await api.story.feed.query({ author: author.handle, limit: 50 })).items.map(({ title }) => title);

const hear = ({ api }: Person) =>
  new Received<{ data: unknown }>((observer) => api.story.onPublished.subscribe({}, observer));
const titlesIn = (stream: Received<{ data: unknown }>) =>
  stream.all.map(({ data }) => (data as { title: string }).title);

test.each([
  ["of one's own", () => reader.api.boundary.set.mutate({ handle: author.handle, kind: "block" })],
  ["of the other", () => author.api.boundary.set.mutate({ handle: reader.handle, kind: "block" })],
])("a block %s hides stories from the reader, in lists, by the link and live", async (_, block) => {
  await meet();
  const { slug } = await publish("Before");
  using stream = hear(reader);
  using guests = new Received<{ data: unknown }>((observer) => app.guest.story.onPublished.subscribe({}, observer));
  await eventually("both hear", () => stream.started && guests.started);
  expect(await titlesFor(reader)).toEqual(["Before"]);
  await block();
  expect(await titlesFor(reader)).toEqual([]);
  await expect(reader.api.story.bySlug.query({ slug })).rejects.toMatchObject({ data: { reason: "not_found" } });
  await expect(reader.api.follow.set.mutate({ handle: author.handle })).rejects.toMatchObject({
    data: { reason: "forbidden" },
  });
  await publish("Behind the block");
  const somebody = await app.member();
  await publish("Marker", somebody);
  await eventually("the marker arrives", () => titlesIn(stream).includes("Marker"));
  expect(titlesIn(stream)).not.toContain("Behind the block");
  expect(titlesIn(guests)).toContain("Behind the block");
});

test("a block ends what each follows of the other", async () => {
  await meet();
  await reader.api.follow.set.mutate({ handle: author.handle });
  await author.api.follow.set.mutate({ handle: reader.handle });
  await author.api.boundary.set.mutate({ handle: reader.handle, kind: "block" });
  for (const [one, other] of [
    [reader, author],
    [author, reader],
  ] as const) {
    expect(await one.api.follow.state.query({ handle: other.handle })).toEqual({ following: false, followers: 0 });
  }
});

test("of two blocks, lifting one leaves the other; lifting both opens the stream again", async () => {
  await meet();
  using stream = hear(reader);
  await eventually("it is open", () => stream.started);
  await reader.api.boundary.set.mutate({ handle: author.handle, kind: "block" });
  await author.api.boundary.set.mutate({ handle: reader.handle, kind: "block" });
  expect(await reader.api.boundary.unset.mutate({ handle: author.handle, kind: "block" })).toEqual({
    blocked: false,
    muted: false,
  });
  await publish("Still apart");
  expect(await titlesFor(reader)).toEqual([]);
  await author.api.boundary.unset.mutate({ handle: reader.handle, kind: "block" });
  await publish("Together");
  await eventually("it arrives", () => titlesIn(stream).includes("Together"));
  expect(titlesIn(stream)).toEqual(["Together"]);
  expect(await titlesFor(reader)).toEqual(["Together", "Still apart"]);
});

test("a mute keeps stories out of the feed and the stream, and leaves the author's page and the link", async () => {
  await meet();
  const { slug, id } = await publish("Muted");
  using stream = hear(reader);
  await eventually("it is open", () => stream.started);
  await reader.api.boundary.set.mutate({ handle: author.handle, kind: "mute" });
  const feed = await reader.api.story.feed.query({ limit: 50 });
  expect(feed.items.map((item) => item.id)).not.toContain(id);
  expect(await titlesFor(reader)).toEqual(["Muted"]);
  expect(await reader.api.story.bySlug.query({ slug })).toMatchObject({ id });
  await publish("Unheard");
  const somebody = await app.member();
  await publish("Marker 2", somebody);
  await eventually("the marker arrives", () => titlesIn(stream).includes("Marker 2"));
  expect(titlesIn(stream)).not.toContain("Unheard");
  expect((await author.api.story.feed.query({ limit: 50 })).items.map((item) => item.id)).toContain(id);
});

test("what one has set is one's own to see; nobody blocks themselves or nobody", async () => {
  await meet();
  await reader.api.boundary.set.mutate({ handle: author.handle, kind: "mute" });
  await reader.api.boundary.set.mutate({ handle: author.handle, kind: "block" });
  await reader.api.boundary.set.mutate({ handle: author.handle, kind: "block" });
  expect(await reader.api.boundary.state.query({ handle: author.handle })).toEqual({ blocked: true, muted: true });
  expect(await author.api.boundary.state.query({ handle: reader.handle })).toEqual({ blocked: false, muted: false });
  expect((await reader.api.boundary.list.query()).map(({ kind, member }) => [kind, member.id])).toEqual([
    ["block", author.id],
    ["mute", author.id],
  ]);
  expect(await author.api.boundary.list.query()).toEqual([]);
  const refused = (reason: string) => ({ data: { reason } });
  const kind = "block";
  await expect(reader.api.boundary.set.mutate({ handle: reader.handle, kind })).rejects.toMatchObject(
    refused("invalid"),
  );
  await expect(reader.api.boundary.set.mutate({ handle: "nobody-here", kind })).rejects.toMatchObject(
    refused("not_found"),
  );
  await expect(app.guest.boundary.set.mutate({ handle: author.handle, kind })).rejects.toMatchObject(
    refused("unauthenticated"),
  );
});
