import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Received, type StockClient, stockClient, together } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually, promptly } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";

let database: TestDatabase;
let redis: TestRedis;
let a: AppProcess;
let b: AppProcess;
let sql: pg.Client;
let organiser: Person;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  // Only one of them works: what the other one says of a deadline it knows from the row.
  [a, b] = await Promise.all([
    startAppProcess({ ...options, env: { INKWIRE_WORKER: "off" } }),
    startAppProcess(options),
  ]);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  organiser = await signUp(a.url, "organiser");
});
afterAll(async () => {
  await sql.end();
  await Promise.all([a.kill(), b.kill()]);
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

interface Settings {
  resultsFor?: "everyone" | "answered" | "organiser";
  closesAt?: string;
  multiple?: boolean;
}

const choice = async (settings: Settings = {}) =>
  (
    await organiser.api.poll.create.mutate({
      kind: "choice",
      question: "What happens next?",
      timeZone: "Asia/Kathmandu",
      guests: true,
      choices: ["They stay", "They leave", "The ferry decides"],
      ...settings,
    })
  ).slug;

const evening = (day: number) => ({
  startsAt: `2027-03-0${day}T13:15:00.000Z`,
  endsAt: `2027-03-0${day}T14:45:00.000Z`,
});

const availability = async (by = organiser) =>
  (
    await by.api.poll.create.mutate({
      kind: "availability",
      question: "When do we read?",
      timeZone: "Asia/Kathmandu",
      slots: [evening(3), evening(1), evening(2)],
    })
  ).slug;

interface Update {
  type: "results" | "changed";
  results: {
    version: number;
    responses: number;
    closedAt: string | null;
    winners: number[];
    options: { number: number; yes: number; maybe: number; no: number }[];
    participants: { name: string; handle: string | null }[];
  };
}

const follow = (api: StockClient, slug: string, from: { key?: string; lastEventId?: string } = {}) =>
  new Received<{ id: string; data: Update }>((observer) =>
    api.poll.onResults.subscribe(
      { slug, ...from },
      { ...observer, onData: (event) => observer.onData(event as never) },
    ),
  );

const guestAt = (process: AppProcess) => stockClient(process.url, null);
const counts = ({ options }: Pick<Update["results"], "options">) => options.map(({ yes }) => yes);
const reason = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (refused) => refused,
  );
  return error?.data && { reason: error.data.reason, refusal: error.data.details?.refusal };
};

test("an answer at one process is seen at the other within a second, whole, and without another request", async () => {
  const slug = await choice();
  const { live } = await guestAt(b).poll.bySlug.query({ slug });
  using atB = follow(guestAt(b), slug, { lastEventId: live });
  await eventually("the stream is open", () => atB.started);
  const { key } = await guestAt(a).poll.respond.mutate({ slug, yes: [2], name: "Ana" });
  expect(key).toMatch(/^[\w-]{43}$/);
  const { data } = await eventually("it arrives", () => atB.all[0], promptly);
  expect(data.results).toMatchObject({ responses: 1, closedAt: null, winners: [], participants: [] });
  expect(counts(data.results)).toEqual([0, 1, 0]);
  expect(await guestAt(b).poll.bySlug.query({ slug })).toMatchObject({ results: data.results });
});

test("redis-cli SUBSCRIBE poll:{slug} shows results-updated as JSON, without what nobody may know", async () => {
  const slug = await choice();
  const observer = new Redis(redis.url);
  const messages: string[] = [];
  observer.on("message", (_, message) => messages.push(message));
  await observer.subscribe(`poll:${slug}`);
  const { key } = await guestAt(b).poll.respond.mutate({ slug, yes: [1], name: "Ben" });
  await eventually("it is overheard", () => messages.length > 0);
  observer.disconnect();
  expect(JSON.parse(messages[0] ?? "")).toMatchObject({
    event: "results-updated",
    data: { slug, results: { responses: 1 } },
  });
  expect(messages.join()).not.toContain(key);
});

test("a rush of answers at both processes is counted right and told a few times, ever later, to the last", async () => {
  const slug = await choice({ multiple: true });
  using atB = follow(guestAt(b), slug);
  await eventually("the stream is open", () => atB.started);
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      guestAt(index % 2 ? a : b).poll.respond.mutate({
        slug,
        yes: index % 3 ? [1] : [1, 3],
        name: `Guest ${index}`,
      }),
    ),
  );
  await eventually("the last is told", () => atB.all.at(-1)?.data.results.responses === 60);
  const seconds = (performance.now() - begun) / 1_000;
  expect(counts(atB.all.at(-1)?.data.results ?? { options: [] })).toEqual([60, 0, 20]);
  const versions = atB.all.map(({ data }) => data.results.version);
  expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other));
  // Each of the two processes tells four times a second, beside the first and the last.
  expect(atB.all.length).toBeLessThanOrEqual(8 * seconds + 3);
});

test("the last answer of a rush is told though the process that took it dies at once", async () => {
  const slug = await choice();
  const c = await startAppProcess({
    databaseUrl: database.url,
    redisUrl: redis.url,
    env: { INKWIRE_WORKER: "off" },
  });
  using atB = follow(guestAt(b), slug);
  await eventually("the stream is open", () => atB.started);
  await guestAt(c).poll.respond.mutate({ slug, yes: [1], name: "First" });
  await eventually("the first is told", () => atB.all.length === 1);
  // Told a moment ago, as far as the row knows: so the next is left to a timer, which dies with its process.
  await sql.query(`UPDATE "Poll" SET "toldAt" = now() + interval '1 minute' WHERE slug = $1`, [slug]);
  // However long that takes here, nobody tells it before: neither the timer, nor the task that makes up for it.
  await sql.query(`
    CREATE FUNCTION wait_to_tell() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(7772); RETURN NEW; END $$;
    CREATE TRIGGER wait_to_tell BEFORE UPDATE OF "toldVersion" ON "Poll" FOR EACH ROW EXECUTE FUNCTION wait_to_tell();
    SELECT pg_advisory_lock(7772)`);
  await guestAt(c).poll.respond.mutate({ slug, yes: [2], name: "Second" });
  await c.kill();
  expect(atB.all.map(({ data }) => data.results.responses)).toEqual([1]);
  await sql.query(`SELECT pg_advisory_unlock(7772); DROP TRIGGER wait_to_tell ON "Poll"`);
  await eventually("a worker tells it", () => atB.all.at(-1)?.data.results.responses === 2);
});

test("one answer for each member, whoever asks how often; later ones replace it", async () => {
  const slug = await choice();
  const [one, other] = await Promise.all([signUp(a.url, "one-vote"), signUp(a.url, "other-vote")]);
  const elsewhere = stockClient(b.url, one.cookie);
  await Promise.all([
    one.api.poll.respond.mutate({ slug, yes: [1] }),
    elsewhere.poll.respond.mutate({ slug, yes: [1] }),
    other.api.poll.respond.mutate({ slug, yes: [3] }),
  ]);
  await one.api.poll.respond.mutate({ slug, yes: [2] });
  const { results, mine, answered } = await elsewhere.poll.bySlug.query({ slug });
  expect(results && counts(results)).toEqual([0, 1, 1]);
  expect({ answered, yes: mine?.yes }).toEqual({ answered: true, yes: [2] });
  await elsewhere.poll.withdraw.mutate({ slug });
  expect((await one.api.poll.bySlug.query({ slug })).results).toMatchObject({ responses: 1 });
  expect(await reason(one.api.poll.withdraw.mutate({ slug }))).toMatchObject({ reason: "not_found" });
});

test("a guest changes the answer by its key alone; the key is kept as a hash and shown nowhere", async () => {
  const slug = await availability();
  const guest = guestAt(a);
  const { key } = await guest.poll.respond.mutate({ slug, yes: [1], maybe: [2, 1], name: " <b>Zoë</b>\u202e  x " });
  const other = await choice();
  if (!key) throw new Error("a guest's first answer comes with a key");
  expect(await reason(guest.poll.openAnswer.mutate({ slug: other, key }))).toMatchObject({ reason: "not_found" });
  expect(await reason(guest.poll.respond.mutate({ slug: other, yes: [1], key }))).toMatchObject({
    reason: "not_found",
  });
  const changed = await guestAt(b).poll.respond.mutate({ slug, yes: [], maybe: [3], key });
  expect(changed).toMatchObject({ key: null, answer: { name: "<b>Zoë</b> x", yes: [], maybe: [3] } });
  const opened = await guest.poll.openAnswer.mutate({ slug, key });
  expect(opened.answer).toEqual(changed.answer);
  const view = await guest.poll.bySlug.query({ slug });
  expect(view.results?.options).toEqual([
    { number: 1, yes: 0, maybe: 0, no: 1 },
    { number: 2, yes: 0, maybe: 0, no: 1 },
    { number: 3, yes: 0, maybe: 1, no: 0 },
  ]);
  expect(JSON.stringify(view)).not.toContain(key);
  const { rows } = await sql.query(`SELECT row_to_json("PollResponse")::text AS row FROM "PollResponse"`);
  expect(rows.map(({ row }) => row).join()).not.toContain(key);
  await guest.poll.withdraw.mutate({ slug, key });
  expect(await reason(guest.poll.openAnswer.mutate({ slug, key }))).toMatchObject({ reason: "not_found" });
});

test("slots come in the order of time, and options added later are unknown to those who answered before", async () => {
  const slug = await availability();
  const before = await guestAt(a).poll.bySlug.query({ slug });
  expect(before.options.map(({ startsAt }) => startsAt?.slice(8, 10))).toEqual(["01", "02", "03"]);
  await guestAt(a).poll.respond.mutate({ slug, yes: [1], name: "Early" });
  using stream = follow(guestAt(b), slug);
  await eventually("the stream is open", () => stream.started);
  await organiser.api.poll.edit.mutate({ slug, addSlots: [evening(5)] });
  await eventually("viewers are told to read it again", () => stream.all.some(({ data }) => data.type === "changed"));
  await guestAt(a).poll.respond.mutate({ slug, yes: [], name: "Late" });
  const { results } = await guestAt(b).poll.bySlug.query({ slug });
  expect(results?.options.map(({ no }) => no)).toEqual([1, 2, 2, 1]);
  expect(results?.participants.map(({ name, upTo }) => [name, upTo])).toEqual([
    ["Early", 3],
    ["Late", 4],
  ]);
  expect(await reason(organiser.api.poll.edit.mutate({ slug, addSlots: [evening(5)] }))).toMatchObject({
    reason: "invalid",
  });
});

test("what nobody has marked can be taken away, and its number is not given again", async () => {
  const by = await signUp(a.url, "slot-organiser"); // nobody may make that many polls
  const slug = await availability(by);
  await guestAt(a).poll.respond.mutate({ slug, yes: [1], maybe: [2], name: "Ana" });
  const edit = (change: { removeOptions?: number[]; addSlots?: ReturnType<typeof evening>[] }) =>
    by.api.poll.edit.mutate({ slug, ...change });
  expect(await reason(edit({ removeOptions: [1] }))).toMatchObject({ reason: "conflict" });
  expect(await reason(edit({ removeOptions: [2, 3] }))).toMatchObject({ reason: "conflict" });
  using stream = follow(guestAt(b), slug);
  await eventually("the stream is open", () => stream.started);
  const { options } = await edit({ removeOptions: [3], addSlots: [evening(3)] });
  expect(options.map(({ number, startsAt }) => [number, startsAt])).toEqual([
    [1, evening(1).startsAt],
    [2, evening(2).startsAt],
    [4, evening(3).startsAt],
  ]);
  await eventually("viewers are told to read it again", () => stream.all.some(({ data }) => data.type === "changed"));
  expect(await reason(guestAt(b).poll.respond.mutate({ slug, yes: [3], name: "From before" }))).toMatchObject({
    reason: "invalid",
  });
  const only = await availability(by);
  expect(await reason(by.api.poll.edit.mutate({ slug: only, removeOptions: [1, 2, 3] }))).toMatchObject({
    reason: "invalid",
  });
});

test("taking an option away and answering it exclude each other, whoever is first", async () => {
  const by = await signUp(a.url, "hasty-organiser");
  for (let round = 0; round < 5; round += 1) {
    const slug = await availability(by);
    const [removed, answered] = await Promise.all([
      reason(by.api.poll.edit.mutate({ slug, removeOptions: [2] })),
      reason(guestAt(b).poll.respond.mutate({ slug, yes: [2], name: "At the same time" })),
    ]);
    expect([removed, answered].filter((refused) => !refused)).toHaveLength(1);
  }
});

test("a poll that is closed refuses everywhere with its reason, tells the winner, and can be opened again", async () => {
  const slug = await choice();
  const [voter, apart] = await Promise.all([signUp(b.url, "told-voter"), signUp(b.url, "voter-apart")]);
  for (const { api } of [voter, apart]) await api.poll.respond.mutate({ slug, yes: [3] });
  await apart.api.boundary.set.mutate({ handle: organiser.handle, kind: "block" });
  using atB = follow(guestAt(b), slug);
  await eventually("the stream is open", () => atB.started);
  await organiser.api.poll.close.mutate({ slug });
  // What was answered just before the stream was open may still be told, later than it was said.
  const last = await eventually("the end is told", () => atB.all.find(({ data }) => data.results.closedAt));
  expect(last.data.results).toMatchObject({ winners: [3], closedAt: expect.any(String) });
  for (const process of [a, b]) {
    expect(await reason(guestAt(process).poll.respond.mutate({ slug, yes: [1], name: "Late" }))).toEqual({
      reason: "forbidden",
      refusal: "closed",
    });
  }
  const endTo = async ({ api }: Person) =>
    (await api.notification.list.query({})).items.find(({ type }) => type === "poll.closed");
  const told = await eventually("who answered is told", () => endTo(voter));
  expect(told).toMatchObject({ data: { slug, winner: "The ferry decides" } });
  expect(await endTo(apart), "who has blocked the organiser").toBeUndefined();
  await organiser.api.poll.close.mutate({ slug, winner: 1 });
  await eventually("the organiser's word stands", () => atB.all.at(-1)?.data.results.winners[0] === 1);
  await organiser.api.poll.reopen.mutate({ slug });
  await guestAt(a).poll.respond.mutate({ slug, yes: [1], name: "Late" });
  await eventually("open again", () => {
    const { data } = atB.all.at(-1) ?? {};
    return data?.type === "results" && data.results.closedAt === null && data.results.responses === 3;
  });
});

test("past its deadline a poll is closed at all processes though no task has run, and the task tells it once", async () => {
  const slug = await choice({ resultsFor: "organiser", closesAt: new Date(Date.now() + 60 * 60_000).toISOString() });
  await guestAt(a).poll.respond.mutate({ slug, yes: [2], name: "In time" });
  using atB = follow(guestAt(b), slug);
  await eventually("the stream is open", () => atB.started);
  expect(atB.all).toEqual([]);
  const closesAt = new Date(Date.now() - 1).toISOString();
  await sql.query(`UPDATE "Poll" SET "closesAt" = $2 WHERE slug = $1`, [slug, closesAt]);
  expect(await reason(guestAt(a).poll.respond.mutate({ slug, yes: [1], name: "Late" }))).toEqual({
    reason: "forbidden",
    refusal: "closed",
  });
  expect(await guestAt(a).poll.bySlug.query({ slug })).toMatchObject({ closedAt: closesAt, winners: [2] });
  await sql.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = (SELECT 'poll close ' || id FROM "Poll" WHERE slug = $1)`,
    [slug],
  );
  const end = await eventually("the end is told to those who could not see the results before", () => atB.all[0]);
  expect(end.data.results).toMatchObject({ closedAt: closesAt });
  expect(await guestAt(b).poll.bySlug.query({ slug })).toMatchObject({ results: end.data.results });
});

test("who opened a poll and has not answered is reminded before it closes, once; not who has answered, nor of whom they blocked, nor of what is hidden", async () => {
  const closesAt = new Date(Date.now() + 60 * 60_000).toISOString();
  const [slug, hidden] = [await choice({ closesAt }), await choice({ closesAt })];
  const [forgetful, diligent, apart] = await Promise.all(
    (["forgetful", "diligent", "apart"] as const).map((name) => signUp(a.url, name)),
  );
  if (!forgetful || !diligent || !apart) throw new Error("nobody signed up");
  for (const { api } of [forgetful, diligent, apart]) await api.poll.visit.mutate({ slug });
  await forgetful.api.poll.visit.mutate({ slug: hidden });
  await diligent.api.poll.respond.mutate({ slug, yes: [1] });
  await apart.api.boundary.set.mutate({ handle: organiser.handle, kind: "block" });
  await sql.query(`UPDATE "Poll" SET "hiddenAt" = now() WHERE slug = $1`, [hidden]);
  const reminderOf = `key = (SELECT 'poll remind ' || id FROM "Poll" WHERE slug = $1)`;
  const remind = (poll: string) =>
    sql.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE ${reminderOf}`, [poll]);
  const reminders = async ({ api }: Person) =>
    (await api.notification.list.query({})).items.filter(({ type }) => type === "poll.closing");
  expect((await remind(hidden)).rowCount).toBe(1);
  await eventually("what is hidden has had its time", async () => {
    const { rowCount } = await sql.query(`SELECT FROM graphile_worker._private_jobs WHERE ${reminderOf}`, [hidden]);
    return rowCount === 0;
  });
  expect(await reminders(forgetful)).toEqual([]);
  expect((await remind(slug)).rowCount).toBe(1);
  const [reminder] = await eventually("who forgot is reminded", async () => {
    const items = await reminders(forgetful);
    return items.length > 0 ? items : null;
  });
  expect(reminder).toMatchObject({ data: { slug, question: "What happens next?" } });
  for (const person of [diligent, apart]) expect(await reminders(person)).toEqual([]);
});

test("results reach those alone who may see them: at once, and on the stream, live and replayed", async () => {
  const [answered, hidden] = [await choice({ resultsFor: "answered" }), await choice({ resultsFor: "organiser" })];
  const { live } = await guestAt(a).poll.bySlug.query({ slug: answered });
  const voter = await signUp(a.url, "entitled");
  await voter.api.poll.respond.mutate({ slug: answered, yes: [1] });
  const { key } = await guestAt(a).poll.respond.mutate({ slug: answered, yes: [1], name: "Keyed" });
  const curious = await signUp(b.url, "curious");
  const heard = (api: StockClient, slug: string, as: { key?: string } = {}) =>
    follow(api, slug, { lastEventId: live, ...as });
  const mayHear = [
    heard(voter.api, answered),
    heard(guestAt(b), answered, { key: key ?? "" }),
    heard(organiser.api, answered),
    heard(organiser.api, hidden),
  ];
  const mayNot = [heard(curious.api, answered), heard(guestAt(b), answered), heard(voter.api, hidden)];
  using _ = together([...mayHear, ...mayNot]);
  await eventually("all are open", () => [...mayHear, ...mayNot].every(({ started }) => started));
  for (const slug of [answered, hidden]) await guestAt(b).poll.respond.mutate({ slug, yes: [2], name: "One more" });
  await eventually("those hear it", () => mayHear.every(({ all }) => all.length > 0));
  await organiser.api.poll.close.mutate({ slug: answered });
  await organiser.api.poll.close.mutate({ slug: hidden });
  await eventually("all hear the end", () => mayNot.every(({ all }) => all.length > 0));
  expect(mayNot.flatMap(({ all }) => all).every(({ data }) => data.results.closedAt !== null)).toBe(true);
});

test("what does not fit is refused with a word that helps", async () => {
  const slug = await choice();
  const guest = guestAt(a);
  expect(await reason(guest.poll.respond.mutate({ slug, yes: [1, 2], name: "Greedy" }))).toMatchObject({
    reason: "invalid",
  });
  expect(await reason(guest.poll.respond.mutate({ slug, yes: [9], name: "Elsewhere" }))).toMatchObject({
    reason: "invalid",
  });
  expect(await reason(guest.poll.respond.mutate({ slug, yes: [1] }))).toEqual({ reason: "forbidden", refusal: "name" });
  expect(await reason(guest.poll.respond.mutate({ slug, yes: [1], name: "\u202e\u200b" }))).toMatchObject({
    reason: "invalid",
  });
  expect(await reason(choice({ closesAt: "2020-01-01T00:00:00Z" }))).toMatchObject({ reason: "invalid" });
  await sql.query(
    `INSERT INTO "PollResponse" (id, "pollId", name, "upTo", yes)
     SELECT gen_random_uuid(), id, 'One of many', 3, '{1}' FROM "Poll", generate_series(1, 1000) WHERE slug = $1`,
    [slug],
  );
  expect(await reason(guest.poll.respond.mutate({ slug, yes: [1], name: "One too many" }))).toEqual({
    reason: "forbidden",
    refusal: "full",
  });
});

test("keys cannot be tried out: an address that tries many is made to wait", async () => {
  const slug = await choice();
  const tries = await Promise.all(
    Array.from({ length: 130 }, () =>
      reason(guestAt(a).poll.openAnswer.mutate({ slug, key: randomBytes(32).toString("base64url") })),
    ),
  );
  expect(new Set(tries.map((refused) => refused?.reason))).toEqual(new Set(["not_found", "rate_limited"]));
});
