import { afterAll, beforeAll, expect, test } from "vitest";
import { eraseDue } from "@/modules/member/jobs";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { Received, stockClient } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;
let reader: Person;

beforeAll(async () => {
  app = await startApp();
  reader = await app.member();
});
afterAll(() => app[Symbol.asyncDispose]());

const password = "correct horse battery";
const day = 24 * 60 * 60 * 1_000;
const never = new AbortController().signal;
/** Deletes what is due in so many days. */
const inDays = (days: number) => eraseDue(new Date(Date.now() + days * day), never);

const signIn = ({ handle }: Person) =>
  fetch(`${app.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: app.url },
    body: JSON.stringify({ email: `${handle}@inkwire.example`, password }),
  });

/** An author with a story of each kind, who has commented on somebody else's. */
async function author() {
  const person = await app.member();
  await reader.api.follow.set.mutate({ handle: person.handle });
  const make = async (title: string) =>
    (await person.api.story.create.mutate({ title: `${title} of ${person.handle}`, body: "Text." })).id;
  const publish = async (visibility: "public" | "followers" | "unlisted") => {
    const id = await make(visibility);
    return (await person.api.story.publish.mutate({ id, visibility })).slug;
  };
  const stories = {
    draft: await make("draft"),
    public: await publish("public"),
    followers: await publish("followers"),
    unlisted: await publish("unlisted"),
  };
  const { id } = await reader.api.story.create.mutate({ title: "A reader's", body: "Text." });
  await reader.api.story.publish.mutate({ id });
  const comment = { id: crypto.randomUUID(), storyId: id, body: "I liked the fog." };
  await person.api.comment.add.mutate(comment);
  await person.api.feedback.send.mutate({ id: comment.id, kind: "idea", text: "Fog on the cover pages." });
  return { person, stories, comment };
}

/** Which of an author's stories can be read by their links, and under whose name. */
async function readable(stories: Record<"public" | "followers" | "unlisted", string>) {
  const read = async (slug: string) =>
    reader.api.story.bySlug.query({ slug }).then(
      ({ author }) => author.handle,
      () => null,
    );
  return {
    public: await read(stories.public),
    followers: await read(stories.followers),
    unlisted: await read(stories.unlisted),
  };
}

test("it is asked for with the password, signs out everywhere at once, and is nothing for fourteen days", async () => {
  const { person, stories } = await author();
  const { handle } = person;
  const { key } = await person.api.apiKey.create.mutate({ name: "A service", scopes: ["read"] });
  await expect(person.api.member.delete.mutate({ password: "a wrong one", stories: "delete" })).rejects.toMatchObject({
    data: { reason: "invalid" },
  });
  const { dueAt } = await person.api.member.delete.mutate({ password, stories: "delete" });
  expect(Math.round((Date.parse(dueAt) - Date.now()) / day)).toBe(14);
  expect(await person.api.member.me.query()).toBeNull();
  await expect(stockClient(app.url, null, undefined, key).story.feed.query({})).rejects.toMatchObject({
    data: { reason: "unauthenticated" },
  });
  await inDays(13.9);
  expect(await readable(stories)).toEqual({ public: handle, followers: handle, unlisted: handle });
});

test("to sign in before is to keep everything, and one is told so", async () => {
  const { person, stories } = await author();
  await person.api.member.delete.mutate({ password, stories: "delete" });
  const response = await signIn(person);
  expect(response.status).toBe(200);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  const { items } = await stockClient(app.url, cookie).notification.list.query({ type: "notice.system" });
  expect(items).toMatchObject([{ data: { text: expect.stringContaining("Your account stays") } }]);
  await inDays(15);
  const { handle } = person;
  expect(await readable(stories)).toEqual({ public: handle, followers: handle, unlisted: handle });
});

test("afterwards nothing of it is left but comments and feedback without a name; open pages hear that its stories are gone", async () => {
  const { person, stories, comment } = await author();
  using feed = new Received<{ data: unknown }>((observer) =>
    reader.api.story.onChanged.subscribe({ authorId: person.id }, observer as never),
  );
  await eventually("the stream is open", () => feed.started);
  await person.api.member.delete.mutate({ password, stories: "delete" });
  await inDays(14.1);
  expect(await readable(stories)).toEqual({ public: null, followers: null, unlisted: null });
  for (const [slug, details] of [
    [stories.public, { gone: true, author: null }],
    [stories.unlisted, { gone: true, author: null }],
    [stories.followers, null],
  ] as const)
    await expect(app.guest.story.bySlug.query({ slug })).rejects.toMatchObject({ data: { details } });
  await eventually(
    "both listed stories are withdrawn",
    () => feed.all.filter(({ data }) => (data as { type?: string }).type === "withdrawn").length >= 2,
  );
  const { items } = await reader.api.comment.list.query({ storyId: comment.storyId });
  expect(JSON.stringify(items)).toContain(comment.body);
  expect(JSON.stringify(items)).not.toContain(person.handle);
  await expect(reader.api.member.byHandle.query({ handle: person.handle })).rejects.toMatchObject({
    data: { reason: "not_found" },
  });
  expect(await db().feedback.findUnique({ where: { id: comment.id } })).toMatchObject({
    memberId: null,
    text: "Fog on the cover pages.",
  });
  expect((await signIn(person)).status).toBe(401);
  for (const [table, column] of await memberColumns()) {
    const [left] = await db().$queryRawUnsafe<{ count: bigint }[]>(
      `SELECT count(*) FROM "${table}" WHERE "${column}" = $1`,
      person.id,
    );
    expect(left?.count, `${table}.${column}`).toBe(0n);
  }
});

/** Every column that names a member, as the foreign keys say. */
async function memberColumns(): Promise<[string, string][]> {
  const rows = await db().$queryRaw<{ table: string; column: string }[]>`
    SELECT c.relname AS "table", a.attname AS "column" FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = '"Member"'::regclass`;
  expect(rows.length).toBeGreaterThan(20);
  return rows.map(({ table, column }) => [table, column]);
}

test("stories that anyone may read can stay, without the name; drafts and what was for followers goes", async () => {
  const { person, stories } = await author();
  await person.api.member.delete.mutate({ password, stories: "orphan" });
  await inDays(14.1);
  expect(await readable(stories)).toEqual({ public: "orphaned", followers: null, unlisted: "orphaned" });
  const story = await reader.api.story.bySlug.query({ slug: stories.public });
  expect(JSON.stringify(story.author)).not.toContain(person.handle);
  expect(await db().story.count({ where: { id: stories.draft } })).toBe(0);
  const profile = await reader.api.member.byHandle.query({ handle: "orphaned" });
  expect(profile).toMatchObject({ name: "Orphaned", stories: 1 });
  // Nobody becomes it.
  const taken = await fetch(`${app.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: app.url },
    body: JSON.stringify({ name: "x", handle: "orphaned", email: "x@inkwire.example", password }),
  });
  expect(taken.status).toBe(422);
});

test("a deletion that was interrupted is finished by the next run", async () => {
  const { person, stories } = await author();
  await person.api.member.delete.mutate({ password, stories: "delete" });
  const abort = new AbortController();
  const now = new Date(Date.now() + 15 * day);
  const begun = eraseDue(now, abort.signal).catch(() => {});
  await eventually(
    "nobody can sign in any more",
    async () => (await db().account.count({ where: { memberId: person.id } })) === 0,
  );
  abort.abort();
  await begun;
  await eraseDue(now, never);
  expect(await db().member.count({ where: { id: person.id } })).toBe(0);
  expect(await readable(stories)).toEqual({ public: null, followers: null, unlisted: null });
});
