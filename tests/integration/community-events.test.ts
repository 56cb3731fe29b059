import { once } from "node:events";
import { EventSource } from "eventsource";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createStreamTokens } from "@/modules/member/stream-token";
import { Received } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually, promptly } from "../support/eventually";
import { readMetric } from "../support/metrics";
import { type Person, secret, signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { RawStream } from "../support/raw-stream";
import { startRedis, type TestRedis } from "../support/redis";

const path = "/api/community/events";

let database: TestDatabase;
let redis: TestRedis;
let app: AppProcess;
let sql: pg.Client;
let logged = "";
let owner: Person;
let follower: Person;
let stranger: Person;
/** Open from the beginning, to see what comes by itself. */
let idle: RawStream;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  app = await startAppProcess({ ...engines(), env: { LOG_LEVEL: "debug" } });
  app.child.stdout?.on("data", (chunk) => {
    logged += chunk;
  });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  [owner, follower, stranger] = await Promise.all([person(), person(), person()]);
  await follower.api.follow.set.mutate({ handle: owner.handle });
  idle = await RawStream.open(`${app.url}${path}`, { cookie: stranger.cookie });
});
afterAll(async () => {
  idle[Symbol.dispose]();
  await sql.end();
  await app.kill();
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

const engines = () => ({ databaseUrl: database.url, redisUrl: redis.url });

let people = 0;
const person = (url = app.url) => signUp(url, `p${people++}-${Math.random().toString(36).slice(2, 8)}`);

async function publish(title: string, visibility: "public" | "followers" | "unlisted" = "public") {
  const { id } = await owner.api.story.create.mutate({ title, body: "Text." });
  await owner.api.story.publish.mutate({ id, visibility });
  return id;
}

/** Another signature; of its last letter some bits count for nothing. */
function forged(token: string): string {
  const [payload, signature = ""] = token.split(".");
  return `${payload}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
}

const cursorNow = async () => (await owner.api.story.feed.query({})).live;

async function issue({ cookie }: Person): Promise<string> {
  const response = await fetch(`${app.url}${path}`, { method: "POST", headers: { cookie } });
  expect(response.status).toBe(200);
  return ((await response.json()) as { token: string }).token;
}

const sessionOf = async ({ id }: Person): Promise<string> =>
  (await sql.query(`SELECT id FROM "Session" WHERE "memberId" = $1`, [id])).rows[0].id;

interface Heard {
  event: string;
  id: string;
  data: { id?: string; title?: string; resync?: string };
}

/** The blocks of a stream as EventSource would take them, comments left out. */
const heardBy = ({ text }: RawStream): Heard[] =>
  text.split("\n\n").flatMap((block) => {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    if (!event) return [];
    const [data, id] = [/^data: (.*)$/m.exec(block)?.[1] ?? "null", /^id: (.*)$/m.exec(block)?.[1] ?? ""];
    return [{ event, id, data: JSON.parse(data) }];
  });

const statusOf = async (query: string, headers: Record<string, string> = {}) => {
  const abort = new AbortController();
  const { status } = await fetch(`${app.url}${path}${query}`, { headers, signal: abort.signal });
  abort.abort();
  return status;
};

describe("who may open it", () => {
  const cases: [string, number, () => Promise<[query: string, headers?: Record<string, string>]>][] = [
    ["a guest", 401, async () => [""]],
    ["a member", 200, async () => ["", { cookie: stranger.cookie }]],
    ["a follower", 200, async () => ["", { cookie: follower.cookie }]],
    ["an author", 200, async () => ["", { cookie: owner.cookie }]],
    ["a token", 200, async () => [`?token=${await issue(stranger)}`]],
    ["no token in the place of one", 401, async () => ["?token="]],
    ["a forged token", 401, async () => [`?token=${forged(await issue(stranger))}`]],
    [
      "a token signed with another secret",
      401,
      async () => [`?token=${tokenFor("another secret", path, await sessionOf(stranger))}`],
    ],
    [
      "an expired token",
      401,
      async () => [`?token=${tokenFor(secret, path, await sessionOf(stranger), Date.now() - 6 * 60_000)}`],
    ],
    [
      "an expired token beside a session",
      401,
      async () => [
        `?token=${tokenFor(secret, path, await sessionOf(stranger), Date.now() - 6 * 60_000)}`,
        { cookie: stranger.cookie },
      ],
    ],
    [
      "a token for another stream",
      401,
      async () => [`?token=${tokenFor(secret, "/api/jobs/1/events", await sessionOf(stranger))}`],
    ],
    ["a token of nobody's session", 401, async () => [`?token=${tokenFor(secret, path, "none")}`]],
  ];

  test.each(cases)("%s: %i", async (_, expected, request) => {
    expect(await statusOf(...(await request()))).toBe(expected);
  });

  test("a banned member does neither by session nor by token, and is given none", async () => {
    const banned = await person();
    const token = await issue(banned);
    await sql.query(`UPDATE "Member" SET "bannedAt" = now() WHERE id = $1`, [banned.id]);
    expect(await statusOf("", { cookie: banned.cookie })).toBe(401);
    expect(await statusOf(`?token=${token}`)).toBe(401);
    const asked = await fetch(`${app.url}${path}`, { method: "POST", headers: { cookie: banned.cookie } });
    expect(asked.status).toBe(401);
  });

  test("a token opens nothing but the stream it was issued for", async () => {
    const token = await issue(owner);
    const answer = await fetch(`${app.url}/api/trpc/story.mine?input={}&token=${token}`);
    expect(answer.status).toBe(401);
    const another = await fetch(`${app.url}${path}?token=${token}`, { method: "POST" });
    expect(another.status).toBe(401);
  });

  test("who is refused is told how to get in; other methods are not served", async () => {
    const refused = await fetch(`${app.url}${path}`);
    expect(await refused.json()).toMatchObject({
      reason: "unauthenticated",
      message: expect.stringMatching(/sign in/i),
    });
    expect((await fetch(`${app.url}${path}`, { method: "DELETE" })).status).toBe(405);
  });
});

const tokenFor = (key: string, at: string, sessionId: string, now = Date.now()) =>
  createStreamTokens(key, () => now).issue(sessionId, at).token;

test.each([
  ["public", ["owner", "follower", "stranger"]],
  ["followers", ["owner", "follower"]],
  ["unlisted", ["owner"]],
] as const)("a story that is %s is heard of by %j alone, live, replayed and by token", async (visibility, expected) => {
  const from = await cursorNow();
  const everyone = { owner, follower, stranger };
  const open = async (who: Person) => [
    await RawStream.open(`${app.url}${path}?lastEventId=${from}`, { cookie: who.cookie }),
    await RawStream.open(`${app.url}${path}?lastEventId=${from}&token=${await issue(who)}`),
  ];
  const live = await Promise.all(Object.values(everyone).map(open));
  await eventually("connected", () => live.flat().every((stream) => heardBy(stream)[0]?.event === "connected"));
  const id = await publish(`A ${visibility} story`, visibility);
  const marker = await publish("Marker");
  const replayed = await Promise.all(Object.values(everyone).map(open));
  const streams = Object.keys(everyone).map((who, n) => [who, [...(live[n] ?? []), ...(replayed[n] ?? [])]] as const);
  for (const [who, all] of streams) {
    for (const stream of all) {
      const ids = () => heardBy(stream).map(({ data }) => data.id);
      await eventually("the marker arrives", () => ids().includes(marker));
      expect({ who, heard: ids().includes(id) }).toEqual({ who, heard: (expected as readonly string[]).includes(who) });
      stream[Symbol.dispose]();
    }
  }
});

test("an author who narrows a story takes it back from those who lose sight of it", async () => {
  const id = await publish("Soon for friends");
  await eventually("it is out", () => heardBy(idle).some(({ data }) => data.id === id));
  const from = await cursorNow();
  using lost = await RawStream.open(`${app.url}${path}?lastEventId=${from}`, { cookie: stranger.cookie });
  using kept = await RawStream.open(`${app.url}${path}?lastEventId=${from}`, { cookie: follower.cookie });
  await owner.api.story.publish.mutate({ id, visibility: "followers" });
  const marker = await publish("Marker");
  const of = (stream: RawStream) => heardBy(stream).filter(({ data }) => data.id === id || data.id === marker);
  await eventually("the marker arrives", () => [lost, kept].every((stream) => of(stream).at(-1)?.data.id === marker));
  expect(of(lost).map(({ event }) => event)).toEqual(["story-withdrawn", "story-published"]);
  expect(of(kept).map(({ event }) => event)).not.toContain("story-withdrawn");
});

test.each(["mute", "block"] as const)(
  "who has set a %s hears nothing of that author, even with the stream open",
  async (kind) => {
    const reader = await person();
    using stream = await RawStream.open(`${app.url}${path}`, { cookie: reader.cookie });
    const other = await person();
    const publishAs = async ({ api }: Person, title: string) => {
      const { id } = await api.story.create.mutate({ title, body: "Text." });
      await api.story.publish.mutate({ id });
      return id;
    };
    const first = await publishAs(owner, "Before");
    await eventually("the first arrives", () => heardBy(stream).some(({ data }) => data.id === first));
    await reader.api.boundary.set.mutate({ handle: owner.handle, kind });
    const second = await publishAs(owner, "Not heard");
    const marker = await publishAs(other, "Marker");
    const ids = () => heardBy(stream).map(({ data }) => data.id);
    await eventually("the marker arrives", () => ids().includes(marker));
    expect(ids()).not.toContain(second);
  },
);

test("a resumed stream says what tRPC's says from the same cursor: same order, ids and data", async () => {
  const from = await cursorNow();
  for (let n = 1; n <= 5; n++) await publish(`Parity ${n}`, n === 3 ? "followers" : "public");
  using typed = new Received<{ id: string; data: unknown }>((observer) =>
    stranger.api.story.onPublished.subscribe({ lastEventId: from }, observer),
  );
  using plain = await RawStream.open(`${app.url}${path}?lastEventId=not-this-one`, {
    cookie: stranger.cookie,
    "last-event-id": from,
  });
  const published = () => heardBy(plain).filter(({ event }) => event === "story-published");
  await eventually("both have all", () => typed.all.length === 4 && published().length === 4);
  expect(published().map(({ id, data }) => ({ id, data }))).toEqual(typed.all.map(({ id, data }) => ({ id, data })));
});

test("the typed streams can be had of one author alone", async () => {
  const other = await person();
  using published = new Received<{ data: unknown }>((o) =>
    owner.api.story.onPublished.subscribe({ authorId: other.id }, o),
  );
  using changed = new Received<{ data: unknown }>((o) =>
    owner.api.story.onChanged.subscribe({ authorId: other.id }, o),
  );
  await eventually("both are open", () => published.started && changed.started);
  const publishAs = async ({ api }: Person) => {
    const { id } = await api.story.create.mutate({ title: "One of theirs", body: "Text." });
    await api.story.publish.mutate({ id });
    await api.story.update.mutate({ id, version: 2, title: "Another name" });
    return id;
  };
  const ownId = await publishAs(owner);
  const id = await publishAs(other);
  await eventually("theirs arrive", () => published.all.length === 1 && changed.all.length === 1);
  await owner.api.story.unpublish.mutate({ id: ownId });
  await other.api.story.unpublish.mutate({ id });
  await eventually("the withdrawal of theirs arrives", () => changed.all.length === 2);
  expect([...published.all, ...changed.all].map(({ data }) => (data as { id: string }).id)).toEqual([id, id, id]);
});

test("a cursor that nothing can be proved of is answered with `resync`, and the stream goes on from now", async () => {
  using stream = await RawStream.open(`${app.url}${path}?lastEventId=elsewhere.7`, { cookie: stranger.cookie });
  const id = await publish("After the resync");
  const all = await eventually("all came", () => (heardBy(stream).length === 3 ? heardBy(stream) : null));
  expect(all.map(({ event, data }) => [event, data.resync ?? data.id])).toEqual([
    ["connected", undefined],
    ["resync", "cursor_unknown"],
    ["story-published", id],
  ]);
  for (const { id: cursor } of all) expect(cursor).toMatch(/^[a-z0-9]+\.\d+$/);
});

test("npm's EventSource takes it, and goes on where it was when the process is another one", async () => {
  const [first, second] = await Promise.all([startAppProcess(engines()), startAppProcess(engines())]);
  let target = first.url;
  const titles: string[] = [];
  const source = new EventSource(`${first.url}${path}`, {
    fetch: (input, init) =>
      fetch(String(input).replace(first.url, target), {
        ...init,
        headers: { ...init.headers, cookie: stranger.cookie },
      }),
  });
  source.addEventListener("story-published", ({ data }) => titles.push(JSON.parse(data).title));
  await once(source as never, "connected");
  await publish("Before the kill");
  await eventually("the first arrives", () => titles.length === 1);
  target = second.url;
  first.child.kill("SIGTERM");
  await publish("While away");
  await eventually("it goes on", () => titles.length === 2);
  await publish("Afterwards");
  await eventually("and on", () => titles.length === 3);
  expect(titles).toEqual(["Before the kill", "While away", "Afterwards"]);
  source.close();
  await Promise.all([first.kill(), second.kill()]);
});

test("the head keeps proxies from holding anything back", async () => {
  const abort = new AbortController();
  const { headers } = await fetch(`${app.url}${path}`, { headers: { cookie: stranger.cookie }, signal: abort.signal });
  abort.abort();
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  expect(headers.has("access-control-allow-origin")).toBe(false);
});

describe("rights end in time", () => {
  const signOut = ({ cookie }: Person) =>
    fetch(`${app.url}/api/auth/sign-out`, { method: "POST", headers: { cookie, origin: app.url } });
  const ban = ({ id }: Person) => sql.query(`UPDATE "Member" SET "bannedAt" = now() WHERE id = $1`, [id]);

  test.each([
    ["sign-out", signOut],
    ["a ban", ban],
  ] as const)("%s ends the streams by session and by token, and neither opens again", async (_, end) => {
    const someone = await person();
    const query = `?token=${await issue(someone)}`;
    using bySession = await RawStream.open(`${app.url}${path}`, { cookie: someone.cookie });
    using byToken = await RawStream.open(`${app.url}${path}${query}`);
    await eventually("connected", () => [bySession, byToken].every(({ text }) => text.startsWith("event: connected")));
    await end(someone);
    await eventually("both end", () => bySession.ended && byToken.ended, promptly);
    expect(idle.ended).toBe(false);
    expect(await statusOf("", { cookie: someone.cookie })).toBe(401);
    expect(await statusOf(query)).toBe(401);
  });
});

test("an eleventh stream within ten seconds is too many, and says when to come back", async () => {
  await using limited = await startAppProcess({ ...engines(), env: { INKWIRE_CONNECT_LIMIT: "1000/60" } });
  const { cookie } = await person(limited.url);
  const open = async (headers: Record<string, string>) => {
    const abort = new AbortController();
    const response = await fetch(`${limited.url}${path}`, { headers, signal: abort.signal });
    if (response.status === 200) abort.abort();
    return response;
  };
  const answers = await Promise.all(Array.from({ length: 11 }, () => open({ cookie })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  const refused = answers.find(({ status }) => status === 429);
  expect(await refused?.text()).toContain("Too many requests");
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  const other = await person(limited.url);
  expect((await open({ cookie: other.cookie })).status).toBe(200);
});

test("a process that stops tells its readers when to come back", async () => {
  await using stopping = await startAppProcess(engines());
  using stream = await RawStream.open(`${stopping.url}${path}`, { cookie: stranger.cookie });
  await eventually("connected", () => stream.text.startsWith("event: connected"));
  stopping.child.kill("SIGTERM");
  await eventually("it ends", () => stream.ended);
  const retry = Number(/^retry: (\d+)$/m.exec(stream.text)?.[1]);
  expect(retry).toBeGreaterThanOrEqual(1_000);
  expect(retry).toBeLessThanOrEqual(2_000);
});

test("readers that have gone leave nothing behind", async () => {
  const name = `inkwire_live_subscriptions{procedure="${path}"}`;
  await eventually("only the idle one is open", async () => (await readMetric(app.url, name)) === 1);
});

test("pings are comments, which no client takes for an event", async () => {
  await eventually("a ping", () => /^: ping$/m.test(idle.text), 12_000);
});

test("no token was ever logged", async () => {
  const token = await issue(stranger);
  await statusOf(`?token=${token}`);
  await statusOf(`?token=${token}x`);
  await publish("To have something logged");
  expect(logged).not.toContain(token);
  expect(logged).not.toContain("token=");
});
