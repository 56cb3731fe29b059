import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommentView } from "@/modules/comment/schema";
import { type App, startApp } from "../support/app";
import { Received, type StockClient } from "../support/client";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;
let log: EventLog;
let author: Person;
let writer: Person;
let reader: Person;

beforeAll(async () => {
  app = await startApp();
  log = await EventLog.connect(app.databaseUrl);
  [author, writer, reader] = await Promise.all([app.member(), app.member(), app.member()]);
});
afterAll(async () => {
  await log[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

async function publish(visibility: "public" | "followers" = "public"): Promise<string> {
  const { id } = await author.api.story.create.mutate({ title: "A story to talk about", body: "Text." });
  await author.api.story.publish.mutate({ id, visibility });
  return id;
}

const add = ({ api }: Person, storyId: string, body: string, parentId?: string) =>
  api.comment.add.mutate({ id: randomUUID(), storyId, body, parentId });

const bodies = async (client: StockClient, storyId: string) =>
  (await client.comment.list.query({ storyId })).items.map(({ body }) => body);
const countOf = async (storyId: string) => (await app.guest.comment.list.query({ storyId })).total;

const refused = (reason: string) => ({ data: { reason } });

interface Told {
  type: string;
  id?: string;
  comment?: CommentView;
}

class Ear extends Received<{ id: string; data: unknown }> {
  get told(): string[] {
    return this.all.map(({ data }) => {
      const { type, comment } = data as Told;
      return comment ? `${type} ${comment.body}${comment.state === "held" ? " (held)" : ""}` : type;
    });
  }
}

async function listen(client: StockClient, storyId: string, lastEventId?: string): Promise<Ear> {
  const ear = new Ear((observer) => client.comment.onChanged.subscribe({ storyId, lastEventId }, observer));
  await eventually("it is open", () => ear.started);
  return ear;
}

describe("adding", () => {
  test("the same request, many times at once, adds one comment and one event", async () => {
    const storyId = await publish();
    using ear = await listen(app.guest, storyId);
    const request = { id: randomUUID(), storyId, body: "Once." };
    const answers = await Promise.all(Array.from({ length: 10 }, () => writer.api.comment.add.mutate(request)));
    expect(new Set(answers.map(({ place }) => place)).size).toBe(1);
    await add(reader, storyId, "Marker");
    await eventually("the marker arrives", () => ear.told.includes("created Marker"));
    expect(ear.told).toEqual(["created Once.", "created Marker"]);
    expect(await countOf(storyId)).toBe(2);
    await expect(reader.api.comment.add.mutate(request)).rejects.toMatchObject(refused("conflict"));
  });

  test("answers stand below what they answer, the newest thread on top, and from the fifth level side by side", async () => {
    const storyId = await publish();
    const first = await add(reader, storyId, "1");
    await add(reader, storyId, "2");
    let deep = first;
    for (const body of ["1.1", "1.1.1", "1.1.1.1", "1.1.1.1.1", "deeper", "deeper still"])
      deep = await add(author, storyId, body, deep.id);
    await add(reader, storyId, "1.2", first.id);
    const { items } = await app.guest.comment.list.query({ storyId });
    expect(items.map(({ body, place }) => `${body}@${place.length / 10}`)).toEqual([
      ...["2@1", "1@1", "1.1@2", "1.1.1@3", "1.1.1.1@4", "1.1.1.1.1@5", "deeper@5", "deeper still@5", "1.2@2"],
    ]);
    expect(items.at(-2)?.parentId).toBe(items.at(-3)?.id);
  });

  test("too fast is refused with when to come back", async () => {
    const storyId = await publish();
    const hasty = await app.member();
    const answers = await Promise.allSettled(Array.from({ length: 25 }, (_, n) => add(hasty, storyId, `${n}`)));
    const failures = answers.filter((answer) => answer.status === "rejected");
    expect(failures).toHaveLength(5);
    expect(failures[0]?.reason.data).toMatchObject({ reason: "rate_limited", httpStatus: 429 });
    expect(failures[0]?.reason.data.details.retryAfterSeconds).toBeGreaterThan(0);
  });

  test("is refused where it does not belong", async () => {
    const [storyId, other] = [await publish(), await publish()];
    const elsewhere = await add(reader, other, "Elsewhere");
    await expect(add(reader, storyId, "Across", elsewhere.id)).rejects.toMatchObject(refused("not_found"));
    await expect(add(reader, storyId, "  ")).rejects.toMatchObject(refused("invalid"));
    await expect(add(reader, storyId, "x".repeat(10_001))).rejects.toMatchObject(refused("invalid"));
    const gone = await add(reader, storyId, "Gone");
    await reader.api.comment.remove.mutate({ id: gone.id });
    await expect(add(author, storyId, "To nobody", gone.id)).rejects.toMatchObject(refused("not_found"));
    const chapterId = randomUUID();
    await expect(
      reader.api.comment.add.mutate({ id: randomUUID(), storyId, chapterId, body: "No such chapter" }),
    ).rejects.toMatchObject(refused("not_found"));
  });
});

describe("editing and removing", () => {
  test("of many edits of one version, one wins; of edits and removals, nothing comes back", async () => {
    const storyId = await publish();
    const { id } = await add(writer, storyId, "First words");
    const edits = await Promise.allSettled(
      ["a", "b", "c"].map((body) => writer.api.comment.edit.mutate({ id, version: 1, body })),
    );
    expect(edits.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = edits.find((edit) => edit.status === "rejected");
    expect(lost?.reason.data).toMatchObject({ reason: "conflict", details: { current: { version: 2 } } });
    await Promise.allSettled([
      writer.api.comment.remove.mutate({ id }),
      author.api.comment.remove.mutate({ id }),
      writer.api.comment.edit.mutate({ id, version: 2, body: "Late" }),
      writer.api.comment.edit.mutate({ id, version: 3, body: "Later" }),
    ]);
    expect(await bodies(author.api, storyId)).toEqual([]);
    expect(await countOf(storyId)).toBe(0);
    expect(await log.query(`SELECT body FROM "Comment" WHERE id = $1`, [id])).toEqual([{ body: "" }]);
    using ear = await listen(app.guest, storyId, (await log.cursor()).replace(/\.\d+$/, ".0"));
    const marker = await add(reader, storyId, "Marker");
    await eventually("the marker arrives", () => ear.told.includes("created Marker"));
    expect(ear.told.filter((told) => told !== "deleted" && told !== "created Marker")).toEqual([]);
    expect(marker.version).toBe(1);
  });

  test("after fifteen minutes a comment stays as it is", async () => {
    const storyId = await publish();
    const { id } = await add(writer, storyId, "Old");
    await log.query(`UPDATE "Comment" SET "createdAt" = now() - interval '16 minutes' WHERE id = $1`, [id]);
    const edit = writer.api.comment.edit.mutate({ id, version: 1, body: "New" });
    await expect(edit).rejects.toMatchObject(refused("forbidden"));
  });

  test("answers outlive what they answer", async () => {
    const storyId = await publish();
    const { id } = await add(writer, storyId, "Question");
    const answer = await add(reader, storyId, "Answer", id);
    await writer.api.comment.remove.mutate({ id });
    const { items, total } = await app.guest.comment.list.query({ storyId });
    expect(items).toMatchObject([{ id: answer.id, place: answer.place }]);
    expect(total).toBe(1);
  });
});

describe("who sees what", () => {
  // others than before, who may write so many a minute again
  beforeAll(async () => {
    [author, writer, reader] = await Promise.all([app.member(), app.member(), app.member()]);
  });

  test("a held comment is there for its writer and the author alone, until it is approved, and after it is held again", async () => {
    const storyId = await publish();
    await author.api.comment.setSettings.mutate({ storyId, moderated: true });
    using guest = await listen(app.guest, storyId);
    using other = await listen(reader.api, storyId);
    using atWriter = await listen(writer.api, storyId);
    using atAuthor = await listen(author.api, storyId);
    const ears = [guest, other, atWriter, atAuthor];
    const { id, state } = await add(writer, storyId, "May I?");
    expect(state).toBe("held");
    const lists = async () =>
      (await Promise.all([app.guest, reader.api, writer.api, author.api].map((client) => bodies(client, storyId)))).map(
        ({ length }) => length,
      );
    expect(await lists()).toEqual([0, 0, 1, 1]);
    await author.api.comment.approve.mutate({ id });
    await author.api.comment.approve.mutate({ id });
    expect(await lists()).toEqual([1, 1, 1, 1]);
    expect(await countOf(storyId)).toBe(1);
    await author.api.comment.hold.mutate({ id });
    expect(await lists()).toEqual([0, 0, 1, 1]);
    expect(await countOf(storyId)).toBe(0);
    await add(author, storyId, "Marker");
    await eventually("the marker arrives everywhere", () => ears.every(({ told }) => told.includes("created Marker")));
    const outside = ["created May I?", "deleted", "created Marker"];
    expect(guest.told).toEqual(outside);
    expect(other.told).toEqual(outside);
    const inside = ["created May I? (held)", "created May I?", "created May I? (held)", "created Marker"];
    expect(atWriter.told).toEqual(inside);
    expect(atAuthor.told).toEqual(inside);
  });

  test("an edit on a moderated story waits for the author again", async () => {
    const storyId = await publish();
    await author.api.comment.setSettings.mutate({ storyId, moderated: true });
    const { id } = await add(writer, storyId, "Harmless");
    const { version } = await author.api.comment.approve.mutate({ id });
    await writer.api.comment.edit.mutate({ id, version, body: "Not so harmless" });
    expect(await bodies(app.guest, storyId)).toEqual([]);
    expect(await bodies(author.api, storyId)).toEqual(["Not so harmless"]);
  });

  test.each(["block", "mute"] as const)("a %s between two readers hides what is said, live too", async (kind) => {
    const storyId = await publish();
    const [ana, ben] = await Promise.all([app.member(), app.member()]);
    using atAna = await listen(ana.api, storyId);
    using atBen = await listen(ben.api, storyId);
    await add(ben, storyId, "Ben before");
    await ana.api.boundary.set.mutate({ handle: ben.handle, kind });
    const { id } = await add(ben, storyId, "Ben after");
    await add(ana, storyId, "Ana after");
    await add(author, storyId, "Marker");
    await eventually("the marker arrives", () => [atAna, atBen].every(({ told }) => told.includes("created Marker")));
    expect(atAna.told).not.toContain("created Ben after");
    expect(await bodies(ana.api, storyId)).toEqual(["Marker", "Ana after"]);
    expect(atBen.told.includes("created Ana after")).toBe(kind === "mute");
    expect((await bodies(ben.api, storyId)).includes("Ana after")).toBe(kind === "mute");
    if (kind === "block") await expect(add(ana, storyId, "Answer", id)).rejects.toMatchObject(refused("not_found"));
  });

  test("whom the author blocked neither reads nor writes", async () => {
    const storyId = await publish();
    const someone = await app.member();
    const { id } = await add(someone, storyId, "Hello");
    await author.api.boundary.set.mutate({ handle: someone.handle, kind: "block" });
    for (const attempt of [
      () => add(someone, storyId, "Again"),
      () => someone.api.comment.list.query({ storyId }),
      () => someone.api.comment.edit.mutate({ id, version: 1, body: "Changed" }),
    ])
      await expect(attempt()).rejects.toMatchObject(refused("not_found"));
    expect(await bodies(author.api, storyId)).toEqual([]);
    expect(await bodies(reader.api, storyId)).toEqual(["Hello"]);
  });

  test("what the banned have written is not shown", async () => {
    const storyId = await publish();
    const someone = await app.member();
    await add(someone, storyId, "Spam");
    await log.query(`UPDATE "Member" SET "bannedAt" = now() WHERE id = $1`, [someone.id]);
    expect(await bodies(reader.api, storyId)).toEqual([]);
    await expect(add(someone, storyId, "More")).rejects.toMatchObject(refused("unauthenticated"));
  });

  test("comments on what is for followers are for followers; on what is unpublished for the author", async () => {
    const storyId = await publish("followers");
    const follower = await app.member();
    await follower.api.follow.set.mutate({ handle: author.handle });
    using ear = await listen(follower.api, storyId);
    const stranger = { storyId };
    await expect(reader.api.comment.list.query(stranger)).rejects.toMatchObject(refused("not_found"));
    await add(follower, storyId, "Among us");
    await eventually("it arrives", () => ear.told.length === 1);
    await follower.api.follow.unset.mutate({ handle: author.handle });
    await add(author, storyId, "Without you");
    await expect(follower.api.comment.list.query(stranger)).rejects.toMatchObject(refused("not_found"));
    await follower.api.follow.set.mutate({ handle: author.handle });
    await add(author, storyId, "With you");
    await eventually("it arrives", () => ear.told.includes("created With you"));
    expect(ear.told).toEqual(["created Among us", "created With you"]);
    await author.api.story.unpublish.mutate({ id: storyId });
    await expect(follower.api.comment.list.query(stranger)).rejects.toMatchObject(refused("not_found"));
    expect((await author.api.comment.list.query(stranger)).refusal).toBe("unpublished");
  });

  test("what is said about a chapter is there with the chapter, live too, and for those who may read it", async () => {
    const storyId = await publish();
    const { chapter } = await author.api.chapter.add.mutate({ storyId, title: "Two", body: "More." });
    const chapterId = chapter.id;
    const say = (person: Person) =>
      person.api.comment.add.mutate({ id: randomUUID(), storyId, chapterId, body: "About two" });
    await author.api.chapter.publish.mutate({ id: chapterId });
    using ear = new Ear((observer) => app.guest.comment.onChanged.subscribe({ storyId, chapterId }, observer));
    await eventually("it is open", () => ear.started);
    const about = await say(reader);
    await add(reader, storyId, "About all");
    const answer = await add(writer, storyId, "An answer", about.id);
    expect(answer).toMatchObject({ chapterId, chapterNumber: 2 });
    await eventually("both are told", () => ear.told.length === 2); // what is deleted before it is told is not told
    await reader.api.comment.remove.mutate({ id: about.id });
    await eventually("all arrives", () => ear.told.includes("deleted"));
    expect(ear.told).toEqual(["created About two", "created An answer", "deleted"]);
    const { items, total } = await app.guest.comment.list.query({ storyId, chapterId });
    expect([items.map(({ body }) => body), total]).toEqual([["An answer"], 1]);
    expect(await countOf(storyId)).toBe(2);
    await author.api.chapter.unpublish.mutate({ id: chapterId });
    await expect(say(reader)).rejects.toMatchObject(refused("not_found"));
    expect(await bodies(app.guest, storyId)).toEqual(["About all"]);
    expect(await countOf(storyId)).toBe(1);
    expect(await bodies(author.api, storyId)).toEqual(["About all", "An answer"]);
    await expect(say(author)).rejects.toMatchObject({ data: { details: { refusal: "unpublished" } } });
    expect((await author.api.comment.list.query({ storyId, chapterId })).refusal).toBe("unpublished");
  });

  test("what is said about a chapter that is kept back is not told to those who cannot read it", async () => {
    const storyId = await publish();
    const { chapter } = await author.api.chapter.add.mutate({ storyId, title: "Two", body: "More.", draft: false });
    const body = "May this stay?";
    await author.api.comment.setSettings.mutate({ storyId, moderated: true });
    const { id } = await writer.api.comment.add.mutate({ id: randomUUID(), storyId, chapterId: chapter.id, body });
    await author.api.chapter.unpublish.mutate({ id: chapter.id });
    using ear = await listen(app.guest, storyId);
    using atAuthor = await listen(author.api, storyId);
    await author.api.comment.approve.mutate({ id });
    await add(author, storyId, "Marker");
    await eventually("the marker arrives", () => [ear, atAuthor].every(({ told }) => told.includes("created Marker")));
    expect(ear.told).toEqual(["created Marker"]);
    expect(atAuthor.told).toEqual([`created ${body}`, "created Marker"]);
  });

  test("what was said before a chapter was kept back is not told afterwards to who resumes from before it", async () => {
    const storyId = await publish();
    const { chapter } = await author.api.chapter.add.mutate({ storyId, title: "Two", body: "More.", draft: false });
    const { live: before } = await app.guest.comment.list.query({ storyId });
    const say = (body: string) =>
      reader.api.comment.add.mutate({ id: randomUUID(), storyId, chapterId: chapter.id, body });
    await say("About two");
    await author.api.chapter.unpublish.mutate({ id: chapter.id });
    await add(reader, storyId, "About all");
    using ear = await listen(app.guest, storyId, before);
    using atAuthor = await listen(author.api, storyId, before);
    await author.api.chapter.publish.mutate({ id: chapter.id });
    await say("Up again");
    await eventually("all arrives", () => [ear, atAuthor].every(({ told }) => told.includes("created Up again")));
    expect(ear.told).toEqual(["created About all", "created Up again"]);
    expect(atAuthor.told).toEqual(["created About two", "created About all", "created Up again"]);
  });

  test("what was said about a chapter that is in the trash stays with the story; of a draft that is, nothing does", async () => {
    const storyId = await publish();
    const { chapter: up } = await author.api.chapter.add.mutate({ storyId, title: "Two", body: "More.", draft: false });
    const about = await reader.api.comment.add.mutate({
      ...{ id: randomUUID(), storyId, chapterId: up.id, body: "About two" },
    });
    await author.api.chapter.unpublish.mutate({ id: up.id });
    await author.api.chapter.remove.mutate({ id: up.id });
    expect(await bodies(app.guest, storyId)).toEqual([]);
    await author.api.chapter.restore.mutate({ id: up.id });
    await author.api.chapter.publish.mutate({ id: up.id });
    await author.api.chapter.remove.mutate({ id: up.id });
    expect(await bodies(app.guest, storyId)).toEqual(["About two"]);
    expect(await countOf(storyId)).toBe(1);
    const answer = await add(writer, storyId, "Where is it?", about.id);
    expect(answer).toMatchObject({ chapterId: up.id, chapterNumber: null });
    expect(await bodies(app.guest, storyId)).toEqual(["About two", "Where is it?"]);
  });

  test("the author decides who may comment", async () => {
    const storyId = await publish();
    const refusalOf = async (client: StockClient) => (await client.comment.list.query({ storyId })).refusal;
    const all = async () => [await refusalOf(app.guest), await refusalOf(reader.api), await refusalOf(author.api)];
    expect(await all()).toEqual(["guest", null, null]);
    await author.api.comment.setSettings.mutate({ storyId, commenting: "followers" });
    expect(await all()).toEqual(["guest", "followers", null]);
    await expect(add(reader, storyId, "Please")).rejects.toMatchObject({
      data: { reason: "forbidden", details: { refusal: "followers" } },
    });
    await author.api.comment.setSettings.mutate({ storyId, commenting: "none" });
    expect(await all()).toEqual(["guest", "closed", "closed"]);
    await expect(add(author, storyId, "Me")).rejects.toMatchObject(refused("forbidden"));
  });
});

describe("who is told", () => {
  const toldTo = async ({ api }: Person) =>
    (await api.notification.list.query({})).items.map(({ type, subject, actors }) => ({
      type,
      subject,
      by: actors.map(({ id }) => id),
    }));

  test("the author, who is answered and who is mentioned, each once; oneself never", async () => {
    const [author, writer, reader] = await Promise.all([app.member(), app.member(), app.member()]);
    const { id: storyId } = await author.api.story.create.mutate({ title: "Told", body: "Text." });
    await author.api.story.publish.mutate({ id: storyId });
    const first = await add(writer, storyId, "First");
    const second = await add(reader, storyId, `Yes, @${writer.handle}, and \`@${author.handle}\``, first.id);
    await add(author, storyId, `@${reader.handle} @${author.handle} @nobody-here look`);
    await reader.api.reaction.set.mutate({ storyId });
    await reader.api.comment.edit.mutate({ id: second.id, version: 1, body: `Yes, @${writer.handle}` });
    expect(await toldTo(writer)).toEqual([{ type: "comment.reply", subject: first.id, by: [reader.id] }]);
    expect(await toldTo(reader)).toMatchObject([{ type: "mention", by: [author.id] }]);
    expect((await toldTo(author)).map(({ type }) => type).sort()).toEqual(["comment.new", "reaction.new"]);
  });

  test("of what is held the author at once, the others when it is approved", async () => {
    const [author, writer, reader] = await Promise.all([app.member(), app.member(), app.member()]);
    const { id: storyId } = await author.api.story.create.mutate({ title: "Held", body: "Text." });
    await author.api.story.publish.mutate({ id: storyId });
    await author.api.comment.setSettings.mutate({ storyId, moderated: true });
    const { id } = await add(writer, storyId, `For @${reader.handle}`);
    expect(await toldTo(author)).toMatchObject([{ type: "comment.new", by: [writer.id] }]);
    expect(await toldTo(reader)).toEqual([]);
    await author.api.comment.approve.mutate({ id });
    expect(await toldTo(reader)).toEqual([{ type: "mention", subject: id, by: [writer.id] }]);
  });
});

test("a stream that resumes again and again misses and repeats nothing", async () => {
  const storyId = await publish();
  const { live } = await app.guest.comment.list.query({ storyId });
  const people = await Promise.all(Array.from({ length: 4 }, () => app.member()));
  const writing = Promise.all(
    people.map(async (person) => {
      for (let n = 0; n < 15; n++) await add(person, storyId, `${person.handle} ${n}`);
    }),
  );
  const heard: string[] = [];
  let cursor = live;
  while (heard.length < 60) {
    using ear = await listen(app.guest, storyId, cursor);
    await eventually("more arrives", () => ear.all.length > 0);
    heard.push(...ear.told);
    cursor = ear.all.at(-1)?.id ?? cursor;
  }
  await writing;
  expect(heard).toHaveLength(60);
  expect(new Set(heard).size).toBe(60);
  for (const { handle } of people) {
    const own = heard.filter((told) => told.startsWith(`created ${handle} `));
    expect(own).toEqual(Array.from({ length: 15 }, (_, n) => `created ${handle} ${n}`));
  }
});

test("pages join up, and a link leads to its thread", async () => {
  const storyId = await publish();
  const people = await Promise.all(Array.from({ length: 4 }, () => app.member()));
  const all = await Promise.all(people.map(async (person) => add(person, storyId, `by ${person.handle}`)));
  const [root] = all;
  for (const person of people) {
    for (let n = 0; n < 15; n++) await add(person, storyId, `${n}`, root?.id);
  }
  const places: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await app.guest.comment.list.query({ storyId, cursor });
    places.push(...page.items.map(({ place }) => place));
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  expect(places).toHaveLength(64);
  expect(places).toEqual([...places].sort());
  expect(new Set(places).size).toBe(64);

  const thread = await app.guest.comment.list.query({ storyId, at: root?.id });
  expect(thread.items[0]).toMatchObject({ id: root?.id });
  const lastAnswer = (
    await log.query<{ id: string }>(`SELECT id FROM "Comment" WHERE "storyId" = $1 ORDER BY position DESC LIMIT 1`, [
      storyId,
    ])
  )[0]?.id;
  const far = await app.guest.comment.list.query({ storyId, at: lastAnswer });
  expect(far.items.slice(0, 2)).toMatchObject([{ id: root?.id }, { id: lastAnswer }]);
  await expect(app.guest.comment.list.query({ storyId, at: randomUUID() })).rejects.toMatchObject(refused("not_found"));
});
