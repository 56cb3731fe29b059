import { afterAll, beforeAll, expect, test } from "vitest";
import { isResync } from "@/live/cursor";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const written = { title: "The Tide Clerk", body: "She counted the *sea* twice." };

test("a published story reaches a stock client that follows from the page's cursor", async () => {
  const author = await app.member();
  const page = await app.guest.story.feed.query({});
  using feed = new Received<{ id: string; data: unknown }>((observer) =>
    app.guest.story.onPublished.subscribe({ lastEventId: page.live }, observer),
  );
  const draft = await author.api.story.create.mutate(written);
  await author.api.story.publish.mutate({ id: draft.id });
  const event = await eventually("the event arrives", () => feed.all[0]);
  expect(event.data).toMatchObject({
    id: draft.id,
    title: "The Tide Clerk",
    author: { handle: author.handle },
    words: 5,
  });
  expect((await app.guest.story.feed.query({})).items[0]).toMatchObject({ id: draft.id });
});

test("a story published between page and subscription is not missed", async () => {
  const author = await app.member();
  const page = await app.guest.story.feed.query({});
  const draft = await author.api.story.create.mutate({ ...written, title: "Between" });
  await author.api.story.publish.mutate({ id: draft.id });
  using feed = new Received<{ id: string; data: unknown }>((observer) =>
    app.guest.story.onPublished.subscribe({ lastEventId: page.live }, observer),
  );
  expect((await eventually("the event is replayed", () => feed.all[0])).data).toMatchObject({ title: "Between" });
});

test("a refused publish announces nothing", async () => {
  const author = await app.member();
  const page = await app.guest.story.feed.query({});
  using feed = new Received<{ id: string; data: unknown }>((observer) =>
    app.guest.story.onPublished.subscribe({ lastEventId: page.live }, observer),
  );
  const empty = await author.api.story.create.mutate({ title: "Nothing yet" });
  await expect(author.api.story.publish.mutate({ id: empty.id })).rejects.toMatchObject({
    data: { reason: "invalid" },
  });
  const draft = await author.api.story.create.mutate({ ...written, title: "Another" });
  await author.api.story.publish.mutate({ id: draft.id });
  expect((await eventually("an event", () => feed.all[0])).data).toMatchObject({ title: "Another" });
});

test("a story unpublished since is not replayed", async () => {
  const author = await app.member();
  const page = await app.guest.story.feed.query({});
  const [gone, stays] = await Promise.all([
    author.api.story.create.mutate({ ...written, title: "Gone" }),
    author.api.story.create.mutate({ ...written, title: "Stays" }),
  ]);
  await author.api.story.publish.mutate({ id: gone.id });
  await author.api.story.publish.mutate({ id: stays.id });
  await author.api.story.unpublish.mutate({ id: gone.id });
  using feed = new Received<{ id: string; data: unknown }>((observer) =>
    app.guest.story.onPublished.subscribe({ lastEventId: page.live }, observer),
  );
  expect((await eventually("an event", () => feed.all[0])).data).toMatchObject({ title: "Stays" });
});

test.each(["nonsense", "0123456789.5", "x.1.2", "\u0000", "9".repeat(150)])(
  "the cursor %j is answered with a resync",
  async (cursor) => {
    using feed = new Received<{ id: string; data: unknown }>((observer) =>
      app.guest.story.onPublished.subscribe({ lastEventId: cursor }, observer),
    );
    const first = await eventually("an answer", () => feed.all[0]);
    expect(isResync(first.data)).toBe(true);
    const author = await app.member();
    const draft = await author.api.story.create.mutate(written);
    await author.api.story.publish.mutate({ id: draft.id });
    await eventually("the stream goes on", () =>
      feed.all.some(({ data }) => (data as { id?: string }).id === draft.id),
    );
  },
);

test("a stale version is refused with the current story, and changes nothing", async () => {
  const author = await app.member();
  const draft = await author.api.story.create.mutate(written);
  const second = await author.api.story.update.mutate({ id: draft.id, version: draft.version, body: "Second." });
  const stale = author.api.story.update.mutate({ id: draft.id, version: draft.version, body: "Stale." });
  await expect(stale).rejects.toMatchObject({
    data: { code: "CONFLICT", reason: "conflict", details: { current: { version: second.version, body: "Second." } } },
  });
  expect(await author.api.story.manuscript.query({ id: draft.id })).toMatchObject({
    body: "Second.",
    version: second.version,
  });
});

test("of twenty writers with the same version, one wins", async () => {
  const author = await app.member();
  const draft = await author.api.story.create.mutate(written);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, writer) =>
      author.api.story.update.mutate({ id: draft.id, version: draft.version, body: `Writer ${writer}` }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("pages stay complete while stories arrive", async () => {
  const author = await app.member();
  const publish = async (title: string) => {
    const { id } = await author.api.story.create.mutate({ ...written, title, genre: "fantasy" });
    await author.api.story.publish.mutate({ id });
    return id;
  };
  const before: string[] = [];
  for (let count = 0; count < 7; count++) before.push(await publish(`Old ${count}`));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await app.guest.story.feed.query({
      limit: 2,
      genre: "fantasy",
      cursor,
    });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    await publish("New");
  } while (cursor);
  expect(seen).toEqual(before.toReversed());
});
