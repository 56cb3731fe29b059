import { randomUUID } from "node:crypto";
import pg from "pg";
import { v7 as timedId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReportedKind } from "@/modules/moderation/schema";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually, promptly } from "../support/eventually";
import type { Person } from "../support/people";
import { RawStream, subscriptionUrl } from "../support/raw-stream";

// From a report to what moderators do about it, and back: in lists, in streams that are open, and written down.

let app: App;
let sql: pg.Client;
let moderator: Person;
let second: Person;

beforeAll(async () => {
  app = await startApp();
  sql = new pg.Client({ connectionString: app.databaseUrl });
  await sql.connect();
  [moderator, second] = await Promise.all([app.member(), app.member()]);
  await sql.query(`UPDATE "Member" SET role = 'moderator' WHERE id = ANY($1)`, [[moderator.id, second.id]]);
});
afterAll(async () => {
  await sql.end();
  await app[Symbol.asyncDispose]();
});

const refused = (reason: string) => ({ data: { reason } });

async function publish(author: Person, title = "The bridge") {
  const { id } = await author.api.story.create.mutate({ title, body: "Text." });
  return author.api.story.publish.mutate({ id });
}

async function comment(writer: Person, storyId: string) {
  return writer.api.comment.add.mutate({ id: randomUUID(), storyId, body: "Said in anger." });
}

/** The open case about this thing. */
async function caseAbout(subjectId: string) {
  const { items } = await moderator.api.moderation.queue.query({ limit: 100 });
  const item = items.find((one) => one.subjectId === subjectId);
  if (!item) throw new Error(`no case about ${subjectId}`);
  return item;
}

async function reported(kind: ReportedKind, id: string) {
  const reporter = await app.member();
  await reporter.api.moderation.report.mutate({ kind, id, reason: "harassment", note: "Please look." });
  return { reporter, item: await caseAbout(id) };
}

interface Told {
  data: { type?: string; id?: string; comment?: { id: string } };
}
const follow = (subscribe: (observer: never) => { unsubscribe(): void }) =>
  new Received<Told>((observer) => subscribe(observer as never));
const heard = (stream: Received<Told>, type: string, id: string) =>
  stream.all.some(({ data }) => data.type === type && (data.id ?? data.comment?.id) === id);

const heardOf = (stream: Received<Told>, id: string) => stream.all.some(({ data }) => data.id === id);

const actions = async (subjectId: string) =>
  (await moderator.api.audit.list.query({ subjectId })).items.map(({ action, actorHandle }) => [action, actorHandle]);

test("reports of many about one thing make one case; the same member's count once, however they race", async () => {
  const author = await app.member();
  const { id } = await publish(author);
  const [one, other] = await Promise.all([app.member(), app.member()]);
  const send = ({ api }: Person) => api.moderation.report.mutate({ kind: "story", id, reason: "spam" });
  const receipts = await Promise.all([send(one), send(one), send(other), send(one)]);
  expect(receipts.filter(({ already }) => !already)).toHaveLength(2);
  const item = await caseAbout(id);
  expect(item.reasons).toEqual([{ reason: "spam", count: 2 }]);
  expect(item).toMatchObject({ title: "The bridge", member: { handle: author.handle }, claim: null, decided: null });
  await expect(send(author)).rejects.toMatchObject(refused("invalid"));
  await moderator.api.admin.moderate.mutate({ id: item.id, decision: "dismiss" });
  // It is decided: the next report opens another case.
  expect((await send(one)).already).toBe(false);
  expect((await caseAbout(id)).id).not.toBe(item.id);
});

test("of two moderators who take a case at once one has it, and both see so; a claim lapses", async () => {
  const author = await app.member();
  const { id: subjectId } = await publish(author);
  using stream = follow((observer) => second.api.moderation.onQueue.subscribe({}, observer));
  await eventually("the queue is followed", () => stream.started);
  const { item } = await reported("story", subjectId);
  await eventually("the case announces itself", () => stream.all.some(({ data }) => data.id === item.id));
  const claims = await Promise.allSettled([
    moderator.api.moderation.claim.mutate({ id: item.id }),
    second.api.moderation.claim.mutate({ id: item.id }),
  ]);
  const [won] = claims.filter((claim) => claim.status === "fulfilled");
  const [lost] = claims.filter((claim) => claim.status === "rejected");
  expect(lost?.reason).toMatchObject(refused("conflict"));
  const holder = won?.value.claim?.by.id === moderator.id ? moderator : second;
  const loser = holder === moderator ? second : moderator;
  await eventually("the claim is seen", () =>
    stream.all.some(({ data }) => (data as { claim?: { by: { id: string } } }).claim?.by.id === holder.id),
  );
  const decide = { id: item.id, decision: "dismiss" as const };
  await expect(loser.api.admin.moderate.mutate(decide)).rejects.toMatchObject({
    data: { reason: "conflict", details: { by: holder.handle } },
  });
  await sql.query(`UPDATE "ModerationCase" SET "claimedUntil" = now() WHERE id = $1`, [item.id]);
  expect((await loser.api.moderation.claim.mutate({ id: item.id })).claim?.by.id).toBe(loser.id);
  await expect(holder.api.moderation.claim.mutate({ id: item.id })).rejects.toMatchObject(refused("conflict"));
  expect((await loser.api.moderation.release.mutate({ id: item.id })).claim).toBeNull();
  await holder.api.admin.moderate.mutate(decide);
  await expect(loser.api.moderation.claim.mutate({ id: item.id })).rejects.toMatchObject(refused("conflict"));
  expect(await actions(subjectId)).toEqual([["report.dismissed", holder.handle]]);
});

test("a hidden story leaves feed, streams and open pages; its author is told why, cannot publish it, replies, and has it back", async () => {
  const [author, reader] = await Promise.all([app.member(), app.member()]);
  const { id, slug } = await publish(author);
  using feed = follow((observer) => reader.api.story.onChanged.subscribe({}, observer));
  using news = follow((observer) => reader.api.story.onPublished.subscribe({}, observer));
  using page = follow((observer) => reader.api.story.onChanged.subscribe({ id }, observer));
  await eventually("all are followed", () => feed.started && news.started && page.started);
  const { item, reporter } = await reported("story", id);
  await moderator.api.admin.moderate.mutate({ id: item.id, decision: "hide", reason: "Not yours." });
  await eventually("it leaves", () => heard(feed, "withdrawn", id) && heard(page, "withdrawn", id), promptly);
  await expect(reader.api.story.bySlug.query({ slug })).rejects.toMatchObject(refused("not_found"));
  expect(await author.api.story.manuscript.query({ id })).toMatchObject({ status: "draft" });
  await expect(author.api.story.publish.mutate({ id })).rejects.toMatchObject(refused("forbidden"));
  await expect(sql.query(`UPDATE "Story" SET status = 'published' WHERE id = $1`, [id])).rejects.toThrow("hidden");

  const [told] = (await author.api.notification.list.query({})).items;
  expect(told).toMatchObject({ type: "moderation.notice", data: { what: "hidden", reason: "Not yours." } });
  expect((await reporter.api.notification.list.query({})).items).toMatchObject([
    { type: "report.decided", data: { acted: true } },
  ]);
  const noticeId = told?.subject ?? "";
  await expect(reader.api.moderation.notice.query({ id: noticeId })).rejects.toMatchObject(refused("not_found"));
  await author.api.moderation.appeal.mutate({ id: noticeId, text: "It is mine: here are my drafts." });
  await expect(author.api.moderation.appeal.mutate({ id: noticeId, text: "Again." })).rejects.toMatchObject(
    refused("conflict"),
  );
  const reply = await caseAbout(id);
  expect(reply.appeal).toBe("It is mine: here are my drafts.");
  await expect(moderator.api.admin.moderate.mutate({ id: reply.id, decision: "dismiss" })).rejects.toMatchObject(
    refused("invalid"),
  );
  await second.api.moderation.answer.mutate({ id: reply.id, verdict: "lift", answer: "We were wrong." });
  await eventually("it is there again", () => heard(page, "updated", id), promptly);
  expect((await reader.api.story.bySlug.query({ slug })).title).toBe("The bridge");
  expect(await author.api.moderation.notice.query({ id: noticeId })).toMatchObject({ answer: "We were wrong." });
  // Readers are not told of it as of a new story.
  expect(news.all.some(({ data }) => data.id === id)).toBe(false);
  expect(await actions(id)).toEqual([
    ["appeal.answered", second.handle],
    ["content.hidden", moderator.handle],
  ]);
});

test("a hidden chapter is a draft that cannot be put up, until it is shown again", async () => {
  const author = await app.member();
  const { id: storyId, slug } = await publish(author);
  const { chapter } = await author.api.chapter.add.mutate({ storyId, title: "Two", body: "More.", draft: false });
  using page = follow((observer) => app.guest.chapter.onChanged.subscribe({ storyId }, observer));
  await eventually("the page is open", () => page.started);
  const { item } = await reported("chapter", chapter.id);
  await moderator.api.admin.moderate.mutate({ id: item.id, decision: "hide", reason: "Too much." });
  await eventually("it leaves", () => heard(page, "withdrawn", storyId), promptly);
  expect((await app.guest.story.bySlug.query({ slug })).index).toHaveLength(1);
  await expect(author.api.chapter.publish.mutate({ id: chapter.id })).rejects.toMatchObject(refused("forbidden"));
  const { history } = await moderator.api.moderation.byId.query({ id: item.id });
  await moderator.api.moderation.lift.mutate({ measureId: history[0]?.id ?? "", reason: "Shortened." });
  expect((await app.guest.story.bySlug.query({ slug })).index).toHaveLength(2);
});

test("a hidden comment leaves open pages and stays hidden whatever story's author and writer do", async () => {
  const [author, writer] = await Promise.all([app.member(), app.member()]);
  const { id: storyId } = await publish(author);
  const { id, version } = await comment(writer, storyId);
  using page = follow((observer) => app.guest.comment.onChanged.subscribe({ storyId }, observer));
  await eventually("the page is open", () => page.started);
  const { item } = await reported("comment", id);
  expect(item.excerpt).toBe("Said in anger.");
  await moderator.api.admin.moderate.mutate({ id: item.id, decision: "warn", reason: "Be kind.", hide: true });
  await eventually("it leaves", () => heard(page, "deleted", id), promptly);
  for (const { api } of [author, writer, moderator]) {
    expect(await api.comment.list.query({ storyId })).toMatchObject({ items: [], total: 0 });
  }
  await expect(author.api.comment.approve.mutate({ id })).rejects.toMatchObject(refused("not_found"));
  await expect(writer.api.comment.edit.mutate({ id, version, body: "x" })).rejects.toMatchObject(refused("not_found"));
  const told = (await writer.api.notification.list.query({})).items.flatMap((one) =>
    one.type === "moderation.notice" ? [one.data.what] : [],
  );
  expect(told.toSorted()).toEqual(["hidden", "warned"]);
  const { history } = await moderator.api.moderation.byId.query({ id: item.id });
  const hiding = history.find(({ kind }) => kind === "hide");
  await moderator.api.moderation.lift.mutate({ measureId: hiding?.id ?? "", reason: "Enough." });
  await eventually("it is there again", () => heard(page, "created", id), promptly);
  expect((await app.guest.comment.list.query({ storyId })).total).toBe(1);
});

test("a suspension ends streams and keys at once, takes comments from open pages, and is lifted at its end", async () => {
  const [author, member] = await Promise.all([app.member(), app.member()]);
  const { id: storyId } = await publish(author);
  const { id: commentId } = await comment(member, storyId);
  const own = await publish(member, "By who is suspended");
  using stream = await RawStream.open(subscriptionUrl(app.url, "story.onPublished", {}), { cookie: member.cookie });
  using page = follow((observer) => app.guest.comment.onChanged.subscribe({ storyId }, observer));
  await eventually("both are open", () => stream.text.startsWith("event: connected") && page.started);
  const { item } = await reported("member", member.id);
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const ban = { id: item.id, decision: "ban", reason: "Spam.", until, hideStories: true } as const;
  await moderator.api.admin.moderate.mutate(ban);
  await eventually("the stream ends", () => stream.ended, promptly);
  await eventually("the comment leaves", () => heard(page, "deleted", commentId), promptly);
  await expect(member.api.story.mine.query({})).rejects.toMatchObject(refused("unauthenticated"));
  await expect(app.guest.story.bySlug.query({ slug: own.slug })).rejects.toMatchObject(refused("not_found"));

  const signIn = () =>
    fetch(`${app.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: app.url },
      body: JSON.stringify({ email: `${member.handle}@inkwire.example`, password: "correct horse battery" }),
    });
  const refusal = await signIn();
  expect(refusal.status).toBe(403);
  const { notice } = (await refusal.json()) as { notice: string };
  const key = notice.replace("/notices/", "");
  expect(await app.guest.moderation.notice.query({ id: key })).toMatchObject({ kind: "ban", reason: "Spam.", until });
  await app.guest.moderation.appeal.mutate({ id: key, text: "Sorry." });
  expect((await caseAbout(member.id)).appeal).toBe("Sorry.");

  await sql.query(`UPDATE "Measure" SET until = now() WHERE key = $1`, [key]);
  const { endBans } = await import("@/modules/moderation/jobs");
  await endBans.run(new AbortController().signal);
  expect((await signIn()).status).toBe(200);
  expect((await app.guest.story.bySlug.query({ slug: own.slug })).title).toBe("By who is suspended");
  await eventually("the comment is back", () => heard(page, "created", commentId), promptly);
});

test("nobody judges their own or sees who reported it, moderators judge no moderators, and a refusal leaves no trace", async () => {
  const { id } = await publish(second);
  using queue = follow((observer) => second.api.moderation.onQueue.subscribe({}, observer));
  await eventually("the queue is followed", () => queue.started);
  const { item } = await reported("story", id);
  const { item: other } = await reported("story", (await publish(await app.member())).id);
  await eventually("another case announces itself", () => heardOf(queue, other.id));
  expect(heardOf(queue, item.id)).toBe(false);
  const { items, open } = await second.api.moderation.queue.query({ limit: 100 });
  expect(items.map((one) => one.id)).toContain(other.id);
  expect(items.map((one) => one.id)).not.toContain(item.id);
  expect((await moderator.api.moderation.queue.query({})).open).toBeGreaterThan(open);
  await expect(second.api.moderation.byId.query({ id: item.id })).rejects.toMatchObject(refused("not_found"));
  for (const { api } of [second, moderator]) {
    await expect(api.moderation.claim.mutate({ id: item.id })).rejects.toMatchObject(refused("forbidden"));
    for (const decision of ["hide", "dismiss"] as const) {
      const verdict = { id: item.id, decision, reason: "x" };
      await expect(api.admin.moderate.mutate(verdict)).rejects.toMatchObject(refused("forbidden"));
    }
  }
  expect(await actions(id)).toEqual([]);
  expect((await caseAbout(id)).decided).toBeNull();
});

test("what an administrator did about a moderator, moderators neither lift nor answer for, least of all their own", async () => {
  const [admin, chief, reporter] = await Promise.all([app.member(), app.member(), app.member()]);
  await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = ANY($1)`, [[admin.id, chief.id]]);
  const { id } = await publish(second);
  await reporter.api.moderation.report.mutate({ kind: "story", id, reason: "spam" });
  await admin.api.admin.moderate.mutate({ id: (await caseAbout(id)).id, decision: "warn", reason: "Not like this." });
  const [told] = (await second.api.notification.list.query({ type: "moderation.notice" })).items;
  const lift = { measureId: told?.subject ?? "", reason: "I think otherwise." };
  await second.api.moderation.appeal.mutate({ id: lift.measureId, text: "It was not." });
  const answer = { id: (await caseAbout(id)).id, verdict: "lift", answer: "Indeed." } as const;
  for (const { api } of [second, moderator]) {
    await expect(api.moderation.lift.mutate(lift)).rejects.toMatchObject(refused("forbidden"));
    await expect(api.moderation.answer.mutate(answer)).rejects.toMatchObject(refused("forbidden"));
  }
  await admin.api.moderation.answer.mutate(answer);
  expect(await second.api.moderation.notice.query({ id: lift.measureId })).toMatchObject({ answer: "Indeed." });

  // About an administrator another one decides, though not against.
  await reporter.api.moderation.report.mutate({ kind: "member", id: admin.id, reason: "spam" });
  const about = { id: (await caseAbout(admin.id)).id };
  const deciderFor = async ({ api }: Person) => (await api.moderation.byId.query(about)).decider;
  expect([await deciderFor(chief), await deciderFor(moderator)]).toEqual(["you", "administrators"]);
  // Where there is no other administrator, those who see it learn why it waits.
  await sql.query(`UPDATE "Member" SET role = 'member' WHERE role = 'admin' AND id <> $1`, [admin.id]);
  expect(await deciderFor(moderator)).toBe("nobody");
  await expect(admin.api.moderation.byId.query(about)).rejects.toMatchObject(refused("not_found"));
  await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = $1`, [chief.id]);
  await expect(
    chief.api.admin.moderate.mutate({ ...about, decision: "ban", reason: "x" }),
    "a measure against an administrator",
  ).rejects.toMatchObject(refused("forbidden"));
  await expect(moderator.api.admin.moderate.mutate({ ...about, decision: "dismiss" })).rejects.toMatchObject(
    refused("forbidden"),
  );
  expect((await chief.api.admin.moderate.mutate({ ...about, decision: "dismiss" })).decided?.outcome).toBe("dismiss");
});

test("what an administrator removes by hand is written down, with what it said; what its writer removes is not", async () => {
  const [author, writer, admin] = await Promise.all([app.member(), app.member(), app.member()]);
  await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = $1`, [admin.id]);
  const { id: storyId } = await publish(author);
  const [one, other] = [await comment(writer, storyId), await comment(writer, storyId)];
  await admin.api.comment.remove.mutate({ id: one.id });
  await writer.api.comment.remove.mutate({ id: other.id });
  expect((await moderator.api.audit.list.query({ action: "comment.removed" })).items).toMatchObject([
    { actorHandle: admin.handle, subjectId: one.id, details: { text: "Said in anger." } },
  ]);
});

test("an administrator makes a moderator, whose rights come and go at once", async () => {
  const [admin, member] = await Promise.all([app.member(), app.member()]);
  await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = $1`, [admin.id]);
  await admin.api.moderation.setRole.mutate({ handle: member.handle, role: "moderator" });
  using queue = await RawStream.open(subscriptionUrl(app.url, "moderation.onQueue", {}), { cookie: member.cookie });
  await eventually("the queue is open", () => queue.text.startsWith("event: connected"));
  await admin.api.moderation.setRole.mutate({ handle: member.handle, role: "member" });
  await eventually("the stream ends", () => queue.ended, promptly);
  await expect(member.api.moderation.queue.query({})).rejects.toMatchObject(refused("forbidden"));
  expect(await actions(member.id)).toHaveLength(2);
});

test("a series, a reading list and a poll can be reported, hidden from all but whose they are, and shown again", async () => {
  const [author, reader] = await Promise.all([app.member(), app.member()]);
  const story = await publish(author);
  const series = await author.api.series.create.mutate({ title: "An insulting series" });
  await author.api.series.add.mutate({ id: series.id, storyId: story.id });
  const list = await author.api.readingList.create.mutate({ title: "An insulting list", open: true });
  const poll = await author.api.poll.create.mutate({
    kind: "choice",
    question: "Who is the worst?",
    timeZone: "UTC",
    choices: ["Ana", "Ben"],
  });
  using page = new Received<Told>((observer) =>
    reader.api.poll.onResults.subscribe(
      { slug: poll.slug, lastEventId: poll.live },
      { ...observer, onData: (event) => observer.onData(event as never) },
    ),
  );
  await eventually("the poll is followed", () => page.started);
  const openAs = {
    series: ({ api }: Person) => api.series.bySlug.query({ slug: series.slug }),
    list: ({ api }: Person) => api.readingList.bySlug.query({ slug: list.slug }),
    poll: ({ api }: Person) => api.poll.bySlug.query({ slug: poll.slug }),
  };
  for (const [kind, { id }] of [
    ["series", series],
    ["list", list],
    ["poll", poll],
  ] as const) {
    const { item } = await reported(kind, id);
    expect(item.member?.handle).toBe(author.handle);
    await moderator.api.admin.moderate.mutate({ id: item.id, decision: "hide", reason: "It insults people." });
    await expect(openAs[kind](reader), kind).rejects.toMatchObject(refused("not_found"));
    expect(await openAs[kind](author), kind).toMatchObject({ hidden: true });
    await expect(
      reader.api.moderation.report.mutate({ kind, id, reason: "spam" }),
      `${kind} is not there for others`,
    ).rejects.toMatchObject(refused("not_found"));
  }
  await eventually(
    "open pages of the poll are told",
    () => page.all.some(({ data }) => data.type === "changed"),
    promptly,
  );
  expect(await reader.api.series.byAuthor.query({ handle: author.handle })).toEqual([]);
  expect(await reader.api.readingList.byMember.query({ handle: author.handle })).toEqual([]);
  expect((await reader.api.poll.list.query({ filter: "public" })).items.map(({ slug }) => slug)).not.toContain(
    poll.slug,
  );
  // Answers that still come in are told to nobody else.
  const before = page.all.length;
  await author.api.poll.respond.mutate({ slug: poll.slug, yes: [1] });
  const { items } = await author.api.notification.list.query({ type: "moderation.notice" });
  expect(items).toHaveLength(3);
  for (const { subject } of items)
    await moderator.api.moderation.lift.mutate({ measureId: subject, reason: "We were wrong." });
  await Promise.all([openAs.series(reader), openAs.list(reader), openAs.poll(reader)]);
  await eventually("the poll is there again", () => page.all.length > before, promptly);
  expect(page.all.slice(before)[0]?.data.type).toBe("changed");
});

/** Of those of the same millisecond the later one has the greater id. */
const idea = (text = "Let me sort my lists by hand.") => ({ id: timedId(), kind: "idea" as const, text });

/** The newest feedback, for those who see it. */
const inbox = async (state: "open" | "done" = "open") => {
  const { items } = await moderator.api.feedback.list.query({ state, limit: 100 });
  return items;
};

test("feedback that is sent again is added once, however often and whoever it comes from by then", async () => {
  const writer = await app.member();
  const sent = { ...idea(), page: "/new-password/a-secret", email: "elsewhere@example.org" };
  const receipts = await Promise.all([1, 2, 3].map(() => writer.api.feedback.send.mutate(sent)));
  expect(await app.guest.feedback.send.mutate(sent)).toEqual(receipts[0]);
  expect(new Set(receipts.map(({ sentAt }) => sentAt)).size).toBe(1);
  const found = (await inbox()).filter(({ id }) => id === sent.id);
  // A member is known: no address is kept of one. Nor is the key of a link.
  expect(found).toMatchObject([{ text: sent.text, from: { handle: writer.handle }, email: null, done: null }]);
  expect(found[0]).toMatchObject({
    page: "/new-password/…",
    userAgent: "node",
    appVersion: expect.stringMatching(/^\d/),
  });
  const other = { ...idea("Something else altogether."), id: sent.id };
  await expect(writer.api.feedback.send.mutate(other)).rejects.toMatchObject(refused("conflict"));
  for (const wrong of [
    { text: "  short    " },
    { text: "x".repeat(5_001) },
    { page: "//evil.example" },
    { email: "no" },
  ]) {
    await expect(writer.api.feedback.send.mutate({ ...idea(), ...wrong })).rejects.toMatchObject(refused("invalid"));
  }
});

test("a member sends ten a day, and what did arrive is acknowledged beyond that; a guest may leave an address", async () => {
  const writer = await app.member();
  const all = Array.from({ length: 10 }, (_, n) => idea(`This is number ${n + 1}.`));
  for (const one of all) await writer.api.feedback.send.mutate(one);
  await expect(writer.api.feedback.send.mutate(idea())).rejects.toMatchObject(refused("rate_limited"));
  expect(await writer.api.feedback.send.mutate(all[0] ?? idea())).toMatchObject({ id: all[0]?.id });
  const guests = { ...idea(), email: "ana@example.org" };
  await app.guest.feedback.send.mutate(guests);
  expect((await inbox())[0]).toMatchObject({ id: guests.id, from: null, email: "ana@example.org" });
  const first = await moderator.api.feedback.list.query({ limit: 4 });
  const rest = await moderator.api.feedback.list.query({ limit: 100, cursor: first.nextCursor });
  const listed = [...first.items, ...rest.items].filter(({ from }) => from?.id === writer.id);
  expect(listed.map(({ text }) => text)).toEqual(all.map(({ text }) => text).reverse());
});

test("feedback announces itself to staff without its text, is done by one of two, and opened again", async () => {
  const writer = await app.member();
  using stream = follow((observer) => second.api.feedback.onChanged.subscribe({}, observer));
  await eventually("feedback is followed", () => stream.started);
  const sent = idea("A sentence that no log shall hold.");
  const { id } = await writer.api.feedback.send.mutate(sent);
  await eventually("it announces itself", () => heardOf(stream, id));
  const { rows } = await sql.query(`SELECT 1 FROM "LiveEvent" WHERE payload::text LIKE '%' || $1 || '%'`, [sent.text]);
  expect(rows).toEqual([]);
  const answers = await Promise.all([moderator, second].map(({ api }) => api.feedback.resolve.mutate({ id })));
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ done: { by: expect.any(String) }, version: 2 });
  expect((await inbox()).some((item) => item.id === id)).toBe(false);
  expect((await inbox("done")).map((item) => item.id)).toEqual([id]);
  expect(await moderator.api.feedback.reopen.mutate({ id })).toMatchObject({ done: null, version: 3 });
  expect((await inbox())[0]?.id).toBe(id);
  expect(await actions(id)).toEqual([
    ["feedback.reopened", moderator.handle],
    ["feedback.resolved", answers[0]?.done?.by],
  ]);
  // The log forgets nothing: it has the kind and the day, and no word of the text.
  const { items } = await moderator.api.audit.list.query({ subjectId: id });
  expect(items[0]?.subject).toMatch(/^idea of \d{4}-\d\d-\d\d$/);
  await expect(moderator.api.feedback.resolve.mutate({ id: randomUUID() })).rejects.toMatchObject(refused("not_found"));
});
