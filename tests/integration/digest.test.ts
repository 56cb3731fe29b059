import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claim, listDue } from "@/modules/notification/digests";
import { tellNext } from "@/modules/notification/fan-out";
import { sendDigest, sendDigests } from "@/modules/notification/jobs";
import { notify } from "@/modules/notification/notify";
import { db, transact } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { startMailServer } from "../support/mail-server";
import type { Person } from "../support/people";

// Digests over a real SMTP connection: what they say, to whom, and never twice.

let app: App;
let sql: pg.Client;
let mail: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  // Digests are sent when a test says so, and not at each fifth minute as well.
  process.env.INKWIRE_WORKER = "off";
  process.env.MAIL_FROM = "Inkwire <post@inkwire.example>";
  app = await startApp();
  sql = new pg.Client({ connectionString: app.databaseUrl });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await app[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

const addressOf = ({ handle }: Person) => `${handle}@inkwire.example`;
/** The digests alone: that of a sign-up cannot be unsubscribed. */
const mailsOf = (person: Person) => mail.to(addressOf(person)).filter(({ raw }) => raw.includes("List-Unsubscribe:"));
const never = new AbortController().signal;

/** Where it is not soon eight o'clock, when what is put off to the next day would be due within minutes. */
const timeZone = new Date().getUTCHours() < 12 ? "Asia/Tokyo" : "Europe/Lisbon";

/** A member who wants digests, and one who does things. */
async function people() {
  const [person, actor] = await Promise.all([app.member(), app.member()]);
  await person.api.notification.setPreferences.mutate({ digest: { frequency: "daily", timeZone } });
  return { person, actor };
}

const mention = (to: Person, actor: Person, subject: string) =>
  transact(async (tx) =>
    notify(tx, { type: "mention", to: to.id, actorId: actor.id, subject, data: { commentId: subject } }),
  );

const makeDue = ({ id }: Person) =>
  sql.query(`UPDATE "NotificationSettings" SET "nextDigestAt" = now() - interval '1 minute' WHERE "memberId" = $1`, [
    id,
  ]);

async function run(person: Person): Promise<void> {
  await makeDue(person);
  await sendDigests.run(never);
}

/** Undoes quoted-printable. */
const decoded = (raw: string) =>
  Buffer.from(
    raw
      .replaceAll(/=\r?\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

test("a digest has what was not seen, in text and HTML, and stops by its link without a sign-in", async () => {
  const { person, actor } = await people();
  for (const subject of ["read", "seen", "unseen", "grown", "new"]) await mention(person, actor, subject);
  const { items } = await person.api.notification.list.query({});
  const at = (subject: string) => items.find((item) => item.subject === subject);
  await person.api.notification.markRead.mutate({ ids: [at("read")?.id ?? ""] });
  // The latest is shown, and none of those before it but two; one of them grows before the server hears that it was seen.
  const ids = ["seen", "grown"].map((subject) => at(subject)?.id ?? "");
  await mention(person, actor, "grown");
  await person.api.notification.markSeen.mutate({ ids, before: at("grown")?.at ?? "" });
  await run(person);
  const [first] = mailsOf(person);
  const raw = decoded(first?.raw ?? "");
  expect(raw).toMatch(/^Subject: .*mentioned you/m);
  expect(raw.split("mentioned you")).toHaveLength(8); // three of them in text and HTML, the latest in the subject; "read" and "seen" are left out
  for (const subject of ["unseen", "grown", "new"]) expect(raw).toContain(`#comment-${subject}`);
  expect(raw).not.toContain("#comment-seen");
  expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(raw).toContain("text/plain");
  expect(raw).toContain("text/html");
  const [, key = ""] = /unsubscribe\/([\w-]+)\/now/.exec(raw) ?? [];
  await app.guest.notification.stopDigests.mutate({ key });
  await app.guest.notification.stopDigests.mutate({ key });
  expect((await person.api.notification.preferences.query()).digest).toBe("off");
  await mention(person, actor, "afterwards");
  await run(person);
  expect(mailsOf(person)).toHaveLength(1);
});

test("what was mailed is not mailed again, what joins it is; nothing new is no mail", async () => {
  const { person, actor } = await people();
  await mention(person, actor, "one");
  await run(person);
  await run(person);
  expect(mailsOf(person)).toHaveLength(1);
  await mention(person, await app.member(), "one");
  await run(person);
  expect(mailsOf(person)).toHaveLength(2);
  expect(decoded(mailsOf(person)[1]?.raw ?? "")).toContain("and The");
});

test("several workers at once send one mail", async () => {
  const { person, actor } = await people();
  await mention(person, actor, "one");
  await makeDue(person);
  await Promise.all([1, 2, 3].map(() => sendDigests.run(never)));
  expect(mailsOf(person)).toHaveLength(1);
});

test("a worker that dies after the mail went out sends none a second time in its window", async () => {
  const { person, actor } = await people();
  await mention(person, actor, "one");
  await makeDue(person);
  const [due] = (await listDue(db())).filter(({ memberId }) => memberId === person.id);
  if (!due) throw new Error("nothing is due");
  // The transaction of the claim commits, the mail is taken, and nothing after that happens.
  await sql.query(`ALTER TABLE "Notification" ADD CONSTRAINT killed CHECK ("mailedAt" IS NULL) NOT VALID`);
  await expect(sendDigest(due)).rejects.toThrow();
  await sql.query(`ALTER TABLE "Notification" DROP CONSTRAINT killed`);
  expect(mailsOf(person)).toHaveLength(1);
  await sendDigests.run(never);
  await sendDigest(due);
  expect(mailsOf(person)).toHaveLength(1);
});

test("a worker that dies before the mail goes out loses nothing: the next digest says it", async () => {
  const { person, actor } = await people();
  await mention(person, actor, "one");
  await makeDue(person);
  const [due] = (await listDue(db())).filter(({ memberId }) => memberId === person.id);
  if (!due) throw new Error("nothing is due");
  expect(await transact((tx) => claim(tx, due))).not.toBeNull(); // and is killed here
  await sendDigests.run(never);
  expect(mailsOf(person)).toHaveLength(0);
  await run(person);
  expect(mailsOf(person)).toHaveLength(1);
});

test("a server that takes nothing just now is asked again; one that refuses for good is not", async () => {
  const { person, actor } = await people();
  const nextOf = async () =>
    (
      await sql.query(
        `SELECT "nextDigestAt" - now() < interval '16 minutes' AS soon FROM "NotificationSettings" WHERE "memberId" = $1`,
        [person.id],
      )
    ).rows[0].soon;
  const refuse = (responseCode: number) => () => {
    throw Object.assign(new Error("no"), { responseCode });
  };
  await mention(person, actor, "one");
  mail.before = refuse(451);
  await expect(run(person)).rejects.toThrow();
  expect(await nextOf()).toBe(true);
  mail.before = refuse(550);
  await run(person);
  expect(await nextOf()).toBe(false);
  mail.before = () => {};
  await run(person);
  expect(mailsOf(person)).toHaveLength(1);
});

test("a story that was taken back is in no digest", async () => {
  const { person, actor } = await people();
  await person.api.follow.set.mutate({ handle: actor.handle });
  const { id } = await actor.api.story.create.mutate({ title: "Taken back", body: "Text." });
  await actor.api.story.publish.mutate({ id });
  const { id: fanOutId } = await db().fanOut.findFirstOrThrow({ where: { storyId: id, type: "story.new" } });
  await transact((tx) => tellNext(tx, fanOutId));
  expect((await person.api.notification.list.query({})).items).toHaveLength(1);
  await actor.api.story.unpublish.mutate({ id });
  await run(person);
  expect(mailsOf(person)).toHaveLength(0);
});

test("daily is at eight where the member lives, whatever the clocks do", async () => {
  const { person } = await people();
  for (const timeZone of ["Europe/Lisbon", "Asia/Kathmandu", "America/St_Johns", "Pacific/Auckland"]) {
    await person.api.notification.setPreferences.mutate({ digest: { frequency: "daily", timeZone } });
    const { rows } = await sql.query(
      `SELECT extract(hour FROM "nextDigestAt" AT TIME ZONE "timeZone")::int AS hour,
         extract(minute FROM "nextDigestAt" AT TIME ZONE "timeZone")::int AS minute,
         "nextDigestAt" > now() AND "nextDigestAt" <= now() + interval '25 hours' AS next
       FROM "NotificationSettings" WHERE "memberId" = $1`,
      [person.id],
    );
    expect(rows[0]).toEqual({ hour: 8, minute: 0, next: true });
  }
  await expect(
    person.api.notification.setPreferences.mutate({ digest: { frequency: "daily", timeZone: "Nowhere/Land" } }),
  ).rejects.toMatchObject({ data: { reason: "invalid" } });
});
