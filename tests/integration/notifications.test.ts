import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Notice, notify } from "@/modules/notification/notify";
import { db, transact } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { Received, stockClient } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const tell = (...notices: Notice[]) =>
  transact(async (tx) => {
    for (const notice of notices) notify(tx, notice);
  });

const people = (count: number) => Promise.all(Array.from({ length: count }, () => app.member()));

async function published(author: Person, visibility: "public" | "followers" = "public") {
  const { id } = await author.api.story.create.mutate({ title: "The story", body: "Text." });
  return author.api.story.publish.mutate({ id, visibility });
}

const commented = (storyId: string, author: Person, actor: { id: string }, commentId = `c-${actor.id}`): Notice => ({
  type: "comment.new",
  to: author.id,
  actorId: actor.id,
  subject: storyId,
  storyId,
  data: { commentId },
});

const latest = async ({ api }: Person) => (await api.notification.list.query({})).items;
const unreadOf = async ({ api }: Person) => (await api.notification.unreadCount.query()).unread;

interface Change {
  change: "arrived" | "read" | "recalled";
  unread: number;
  began?: boolean;
}
const hear = (api: Person["api"], lastEventId?: string) =>
  new Received<{ data: Change }>((observer) =>
    api.notification.onNew.subscribe(
      { lastEventId },
      { ...observer, onData: (data) => observer.onData(data as never) },
    ),
  );

/** Members who never sign in, by their ids: enough to have done something. */
async function extras(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const data = ids.map((id) => ({ id, name: "An extra", handle: id, email: `${id}@inkwire.example` }));
  await db().member.createMany({ data });
  return ids;
}

test("fifty at once make one notification, and the counts in events come in order and are true", async () => {
  const author = await app.member();
  const readers = await extras(50);
  const { id } = await published(author);
  using stream = hear(author.api);
  await eventually("it is open", () => stream.started);
  await Promise.all(readers.map((reader) => tell(commented(id, author, { id: reader }))));
  const items = await latest(author);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ type: "comment.new", actorCount: 50, occurrences: 50, read: false });
  expect(items[0]?.actors).toHaveLength(3);
  await eventually("all are told", () => stream.all.length === 50);
  expect(stream.all.map(({ data }) => data.unread)).toEqual(Array(50).fill(1));
  expect(stream.all.filter(({ data }) => data.began)).toHaveLength(1);
});

test("many subjects for many members at once: no deadlock, and the last count told is the true one", async () => {
  const [one, other, actor] = await people(3);
  if (!one || !other || !actor) throw new Error("nobody");
  const mine = await published(one);
  const theirs = await published(other);
  using stream = hear(one.api);
  await eventually("it is open", () => stream.started);
  await Promise.all(
    Array.from({ length: 30 }, (_, index) => {
      const about = (story: string, to: Person): Notice => ({
        type: "mention",
        to: to.id,
        actorId: actor.id,
        subject: `${story}-${index}`,
        storyId: story,
        data: { commentId: `${to.id}-${index}` },
      });
      const both = [about(mine.id, one), about(theirs.id, other)];
      return tell(...(index % 2 ? both : both.reverse()));
    }),
  );
  await eventually("all are told", () => stream.all.length === 30);
  expect(stream.all.map(({ data }) => data.unread)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  expect(await unreadOf(one)).toBe(30);
  expect(await unreadOf(other)).toBe(30);
});

test("what was read begins anew; reading tells every tab, and marks nobody else's", async () => {
  const [author, ana, ben] = await people(3);
  if (!author || !ana || !ben) throw new Error("nobody");
  const { id } = await published(author);
  using tab = hear(author.api);
  using otherDevice = hear(stockClient(app.url, author.cookie));
  await eventually("both are open", () => tab.started && otherDevice.started);
  await tell(commented(id, author, ana));
  const [first] = await latest(author);
  if (!first) throw new Error("nothing arrived");
  expect(await ana.api.notification.markRead.mutate({ ids: [first.id] })).toEqual({ unread: 0 });
  expect(await unreadOf(author)).toBe(1);
  expect(await author.api.notification.markRead.mutate({ ids: [first.id] })).toEqual({ unread: 0 });
  expect(await author.api.notification.markRead.mutate({ ids: [first.id] })).toEqual({ unread: 0 });
  await tell(commented(id, author, ben));
  for (const stream of [tab, otherDevice]) {
    await eventually("arrived, read and arrived", () => stream.all.length === 3);
    expect(stream.all.map(({ data }) => [data.change, data.unread])).toEqual([
      ["arrived", 1],
      ["read", 0],
      ["arrived", 1],
    ]);
  }
  const items = await latest(author);
  expect(items.map(({ read, actors }) => [read, actors[0]?.id])).toEqual([
    [false, ben.id],
    [true, ana.id],
  ]);
  const before = items[0]?.at ?? "";
  await tell({
    type: "mention",
    to: author.id,
    actorId: ana.id,
    subject: "later",
    storyId: id,
    data: { commentId: "x" },
  });
  expect(await author.api.notification.markAllRead.mutate({ before })).toEqual({ unread: 1 });
  // Through a filter that shows none, all are those that the list's number counts.
  const { items: none, unread, asOf } = await author.api.notification.list.query({ type: "series.story" });
  expect([none, unread]).toEqual([[], 1]);
  expect(await author.api.notification.markAllRead.mutate({ before: asOf })).toEqual({ unread: 0 });
});

test("nobody is told of what they did, of whom they keep away, of what they may not read, or twice of one comment", async () => {
  const [author, blocked, muted, stranger, follower] = await people(5);
  if (!author || !blocked || !muted || !stranger || !follower) throw new Error("nobody");
  await follower.api.follow.set.mutate({ handle: author.handle });
  const { id } = await published(author, "followers");
  await author.api.boundary.set.mutate({ handle: blocked.handle, kind: "block" });
  await author.api.boundary.set.mutate({ handle: muted.handle, kind: "mute" });
  const { unread } = await author.api.notification.unreadCount.query(); // the follow, and nothing else
  for (const actor of [author, blocked, muted]) await tell(commented(id, author, actor));
  expect(await unreadOf(author)).toBe(unread);
  const mention = { type: "mention", actorId: author.id, subject: "c", storyId: id, data: { commentId: "c" } } as const;
  await tell(
    { ...mention, to: [stranger.id, blocked.id, follower.id] },
    { ...mention, type: "comment.reply", to: [follower.id] },
  );
  expect(await latest(stranger)).toEqual([]);
  expect(await latest(blocked)).toEqual([]);
  await eventually("the story is told too", async () => (await latest(follower)).length === 2);
  expect((await latest(follower)).map(({ type }) => type).sort()).toEqual(["comment.reply", "story.new"]);
  // What may not be seen any more is not listed and not counted either.
  await author.api.story.unpublish.mutate({ id });
  expect(await latest(follower)).toEqual([]);
  expect(await unreadOf(follower)).toBe(0);
});

test("a refused change tells nobody", async () => {
  const [author, actor] = await people(2);
  if (!author || !actor) throw new Error("nobody");
  const { id } = await published(author);
  const refused = transact(async (tx) => {
    notify(tx, commented(id, author, actor));
    throw new Error("refused");
  });
  await expect(refused).rejects.toThrow("refused");
  expect(await latest(author)).toEqual([]);
});

test("preferences: off everywhere is not written, off in the bell is not shown", async () => {
  const [author, actor] = await people(2);
  if (!author || !actor) throw new Error("nobody");
  const { id } = await published(author);
  const change = (channel: "bell" | "toast" | "mail", enabled: boolean) => ({
    type: "comment.new" as const,
    channel,
    enabled,
  });
  const { types } = await author.api.notification.setPreferences.mutate({ changes: [change("bell", false)] });
  expect(types["comment.new"]).toEqual({ bell: false, toast: true, mail: true });
  expect(types.mention).toEqual({ bell: true, toast: true, mail: true });
  await tell(commented(id, author, actor));
  expect(await latest(author)).toEqual([]);
  await author.api.notification.setPreferences.mutate({ changes: [change("bell", true)] });
  await tell(commented(id, author, actor, "second"));
  expect(await latest(author)).toHaveLength(1);
});

test("pages follow each other without gap or repetition; filters hold", async () => {
  const [author, actor] = await people(2);
  if (!author || !actor) throw new Error("nobody");
  const { id } = await published(author);
  for (let index = 0; index < 5; index++) {
    await tell({
      type: "mention",
      to: author.id,
      actorId: actor.id,
      subject: `${index}`,
      storyId: id,
      data: { commentId: `${index}` },
    });
  }
  await tell(commented(id, author, actor));
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await author.api.notification.list.query({ limit: 2, cursor });
    seen.push(...page.items.map(({ subject }) => subject));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual([id, "4", "3", "2", "1", "0"]);
  const only = await author.api.notification.list.query({ type: "comment.new" });
  expect(only.items.map(({ type }) => type)).toEqual(["comment.new"]);
  await author.api.notification.markRead.mutate({ ids: only.items.map((item) => item.id) });
  const unread = await author.api.notification.list.query({ filter: "unread" });
  expect(unread.items.map(({ type }) => type)).toEqual(Array(5).fill("mention"));
});
