import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually, promptly } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { RawStream, subscriptionUrl } from "../support/raw-stream";
import { startRedis, type TestRedis } from "../support/redis";

// Rights change at one process, streams are open at the other.

let database: TestDatabase;
let redis: TestRedis;
let a: AppProcess;
let b: AppProcess;
let sql: pg.Client;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  [a, b] = await Promise.all([startAppProcess(options), startAppProcess(options)]);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await Promise.all([a.kill(), b.kill()]);
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

let people = 0;
const person = () => signUp(a.url, `p${people++}-${Math.random().toString(36).slice(2, 8)}`);

async function streamOf({ cookie }: Person): Promise<RawStream> {
  const stream = await RawStream.open(subscriptionUrl(b.url, "story.onPublished", {}), { cookie });
  await eventually("connected", () => stream.text.startsWith("event: connected"));
  return stream;
}

test("signing out ends the streams of that session, and no other's", async () => {
  const [leaving, staying] = await Promise.all([person(), person()]);
  using gone = await streamOf(leaving);
  using kept = await streamOf(staying);
  await fetch(`${a.url}/api/auth/sign-out`, { method: "POST", headers: { cookie: leaving.cookie, origin: a.url } });
  await eventually("the stream ends", () => gone.ended, promptly);
  expect(kept.ended).toBe(false);
});

test("a session deleted by hand in the database ends its streams", async () => {
  const someone = await person();
  using stream = await streamOf(someone);
  await sql.query(`DELETE FROM "Session" WHERE "memberId" = $1`, [someone.id]);
  await eventually("the stream ends", () => stream.ended, promptly);
});

test("a ban ends the streams of a member, who is a guest from then on", async () => {
  const someone = await person();
  using stream = await streamOf(someone);
  await sql.query(`UPDATE "Member" SET "bannedAt" = now() WHERE id = $1`, [someone.id]);
  await eventually("the stream ends", () => stream.ended, promptly);
  await expect(someone.api.story.mine.query({})).rejects.toMatchObject({ data: { reason: "unauthenticated" } });
});

test("who unfollows an author hears nothing more that is for followers; who follows begins to", async () => {
  const [author, reader] = await Promise.all([person(), person()]);
  using stream = await streamOf(reader);
  const publish = async (title: string) => {
    const { id } = await author.api.story.create.mutate({ title, body: "Text." });
    await author.api.story.publish.mutate({ id, visibility: "followers" });
    await author.api.story.create
      .mutate({ title: `after ${title}`, body: "Text." })
      .then((marker) => author.api.story.publish.mutate({ id: marker.id }));
    await eventually("the public story after it arrives", () => titles().includes(`after ${title}`));
  };
  const titles = () => stream.messages.map((message) => (message as { title: string }).title);
  await publish("before");
  await reader.api.follow.set.mutate({ handle: author.handle });
  await publish("while following");
  await reader.api.follow.unset.mutate({ handle: author.handle });
  await publish("afterwards");
  expect(titles().filter((title) => !title.startsWith("after "))).toEqual(["while following"]);
  expect(stream.ended).toBe(false);
});

test("a page of one member does not write in the name of another who has signed in since, nor hear what is theirs", async () => {
  const [before, since] = await Promise.all([person(), person()]);
  const call = (path: string, viewer: string, input: object, { cookie }: { cookie: string } = since) =>
    fetch(`${a.url}/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, "x-inkwire-viewer": viewer },
      body: JSON.stringify(input),
    });
  const writeFrom = (viewer: string) => call("story.create", viewer, { title: "Whose?", body: "Text." });
  const refused = await writeFrom(before.id);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { data: { reason: "forbidden" } } });
  expect((await since.api.story.mine.query({})).items).toHaveLength(0);
  const streams = await fetch(`${b.url}/api/live`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: since.cookie },
    body: JSON.stringify({ as: before.id, ops: [{ id: 1, path: "story.onMine", input: {} }] }),
  });
  expect(streams.status).toBe(401);
  // Nor what guests may do as well, whether another member has come or nobody is signed in any more.
  const said = () => ({ id: randomUUID(), kind: "idea", text: "Whose idea was it?", email: "me@inkwire.example" });
  expect((await call("feedback.send", before.id, said())).status).toBe(403);
  expect((await call("feedback.send", before.id, said(), { cookie: "" })).status).toBe(401);
  const asGuest = said();
  expect((await call("feedback.send", "guest", asGuest)).status).toBe(200);
  const { rows } = await sql.query(`SELECT "memberId", email FROM "Feedback" WHERE id = $1`, [asGuest.id]);
  expect(rows).toEqual([{ memberId: null, email: asGuest.email }]);
  for (const viewer of [since.id, "guest", ""]) expect((await writeFrom(viewer)).status).toBe(200);
});
