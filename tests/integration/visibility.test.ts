import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received, type StockClient } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;
let owner: Person;
let follower: Person;
let stranger: Person;

beforeAll(async () => {
  app = await startApp();
  [owner, follower, stranger] = await Promise.all([app.member(), app.member(), app.member()]);
  await follower.api.follow.set.mutate({ handle: owner.handle });
});
afterAll(() => app[Symbol.asyncDispose]());

const people = ["guest", "stranger", "follower", "owner"] as const;
type Who = (typeof people)[number];

const clientOf = (who: Who): StockClient => (who === "guest" ? app.guest : { stranger, follower, owner }[who].api);

const states = ["draft", "public", "followers", "unlisted", "unpublished", "removed", "narrowed"] as const;
type State = (typeof states)[number];

/** Who may open a story by its link, who meets it in the feed, and who hears of its publication live. */
const expected: Record<State, { read: Who[]; list: Who[]; hear: Who[] }> = {
  draft: { read: ["owner"], list: [], hear: [] },
  public: { read: [...people], list: [...people], hear: [...people] },
  followers: { read: ["follower", "owner"], list: ["follower", "owner"], hear: ["follower", "owner"] },
  unlisted: { read: [...people], list: ["owner"], hear: ["owner"] },
  unpublished: { read: ["owner"], list: [], hear: [...people] },
  removed: { read: ["owner"], list: [], hear: [...people] },
  narrowed: { read: ["follower", "owner"], list: ["follower", "owner"], hear: [...people] },
};

async function makeStory(state: State): Promise<{ id: string; slug: string }> {
  const { story } = owner.api;
  const { id, slug } = await story.create.mutate({ title: `A ${state} story`, body: "Text." });
  if (state === "draft") return { id, slug };
  const first = state === "followers" || state === "unlisted" ? state : "public";
  await story.publish.mutate({ id, visibility: first });
  if (state === "unpublished") await story.unpublish.mutate({ id });
  if (state === "removed") await story.remove.mutate({ id });
  if (state === "narrowed") await story.publish.mutate({ id, visibility: "followers" });
  return { id, slug };
}

describe.each(states)("a story that is %s", (state) => {
  const streams = new Map<Who, Received<{ id: string; data: unknown }>>();
  let made: { id: string; slug: string };
  let position: string;
  let marker: string;

  beforeAll(async () => {
    position = (await app.guest.story.feed.query({})).live;
    for (const who of people) {
      streams.set(
        who,
        new Received((observer) => clientOf(who).story.onPublished.subscribe({ lastEventId: position }, observer)),
      );
    }
    await eventually("all streams are open", () => [...streams.values()].every(({ started }) => started));
    made = await makeStory(state);
    const { id } = await owner.api.story.create.mutate({ title: "Marker", body: "Text." });
    await owner.api.story.publish.mutate({ id });
    marker = id;
  });
  afterAll(() => {
    for (const stream of streams.values()) stream[Symbol.dispose]();
  });

  const heard = (stream: Received<{ data: unknown }>) => stream.all.map(({ data }) => (data as { id: string }).id);

  test.each(people)("is read, listed and heard of by a %s only as allowed", async (who) => {
    const may = expected[state];
    const client = clientOf(who);
    const read = await client.story.bySlug.query({ slug: made.slug }).then(
      () => true,
      (error) => (error.data.reason === "not_found" ? false : Promise.reject(error)),
    );
    expect({ read }).toEqual({ read: may.read.includes(who) });
    if (!read) {
      const gone = state === "unpublished" || state === "removed";
      const details = gone ? { gone: true, author: owner.handle } : null;
      await expect(client.story.bySlug.query({ slug: made.slug })).rejects.toMatchObject({ data: { details } });
    }
    const { items } = await client.story.feed.query({ limit: 50 });
    expect({ listed: items.some(({ id }) => id === made.id) }).toEqual({ listed: may.list.includes(who) });
    const stream = streams.get(who) as Received<{ id: string; data: unknown }>;
    await eventually("the marker arrives", () => heard(stream).includes(marker));
    expect({ heard: heard(stream).includes(made.id) }).toEqual({ heard: may.hear.includes(who) });
  });

  test.each(people)("is replayed to a %s only if it may be seen now", async (who) => {
    using replay = new Received<{ id: string; data: unknown }>((observer) =>
      clientOf(who).story.onPublished.subscribe({ lastEventId: position }, observer),
    );
    await eventually("the marker arrives", () => heard(replay).includes(marker));
    expect({ heard: heard(replay).includes(made.id) }).toEqual({ heard: expected[state].list.includes(who) });
  });

  test.each(["guest", "stranger", "follower"] as const)("is not changed by a %s", async (who) => {
    const { story } = clientOf(who);
    const reason = who === "guest" ? "unauthenticated" : "not_found";
    const refused = { data: { reason } };
    const { id } = made;
    await expect(story.manuscript.query({ id })).rejects.toMatchObject(refused);
    await expect(story.update.mutate({ id, version: 1, body: "Mine now." })).rejects.toMatchObject(refused);
    await expect(story.publish.mutate({ id })).rejects.toMatchObject(refused);
    await expect(story.unpublish.mutate({ id })).rejects.toMatchObject(refused);
    await expect(story.remove.mutate({ id })).rejects.toMatchObject(refused);
    await expect(story.restore.mutate({ id })).rejects.toMatchObject(refused);
  });
});

test("an open page of somebody who loses sight of a story is told, and nobody else", async () => {
  const { live } = await app.guest.story.feed.query({});
  const { id } = await owner.api.story.create.mutate({ title: "Soon for friends", body: "Text." });
  await owner.api.story.publish.mutate({ id });
  using atGuest = new Received<{ data: unknown }>((o) => app.guest.story.onChanged.subscribe({ lastEventId: live }, o));
  using atFollower = new Received<{ data: unknown }>((o) =>
    follower.api.story.onChanged.subscribe({ lastEventId: live }, o),
  );
  await owner.api.story.publish.mutate({ id, visibility: "followers" });
  await owner.api.story.update.mutate({ id, version: 3, title: "Only for friends" });
  await eventually("the follower sees the new title", () => atFollower.all.length === 1);
  expect(atFollower.all[0]?.data).toMatchObject({ type: "updated", story: { title: "Only for friends" } });
  await eventually("the guest is told", () => atGuest.all.length === 1);
  expect(atGuest.all[0]?.data).toMatchObject({ type: "withdrawn", id });
});
