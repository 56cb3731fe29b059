import { afterAll, beforeAll, expect, test } from "vitest";
import { Received, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";

// Kudos are given at two processes and counted at both.

let database: TestDatabase;
let redis: TestRedis;
let a: AppProcess;
let b: AppProcess;
let log: EventLog;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  [a, b] = await Promise.all([startAppProcess(options), startAppProcess(options)]);
  log = await EventLog.connect(database.url);
});
afterAll(async () => {
  await log[Symbol.asyncDispose]();
  await Promise.all([a.kill(), b.kill()]);
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

let people = 0;
const person = () => signUp(a.url, `k${people++}-${Math.random().toString(36).slice(2, 8)}`);

async function published() {
  const author = await person();
  const { id } = await author.api.story.create.mutate({ title: "Loved", body: "Text." });
  await author.api.story.publish.mutate({ id });
  return { author, storyId: id };
}

interface Count {
  count: number;
}

test("a hundred at once, at two processes, each several times, count a hundred; a reader hears few of it and the last", async () => {
  const { author, storyId } = await published();
  const members = [
    ...(await Promise.all([1, 2, 3, 4, 5].map(person))),
    ...(await Promise.all([1, 2, 3, 4, 5].map(person))),
  ];
  // ninety more whom nobody needs to sign up
  await log.query(
    `INSERT INTO "Member" (id, name, handle, email, "updatedAt")
     SELECT 'bulk-' || n, 'Bulk', 'bulk-' || n, 'bulk-' || n || '@inkwire.example', now() FROM generate_series(1, 90) n`,
  );
  const guest = stockClient(b.url, null);
  using counts = new Received<{ data: unknown }>((observer) => guest.reaction.onCount.subscribe({ storyId }, observer));
  await eventually("it is open", () => counts.started);
  const began = performance.now();
  await Promise.all([
    ...members.flatMap((member, index) => {
      const { api } = index % 2 ? member : { api: stockClient(b.url, member.cookie) };
      return [1, 2, 3].map(() => api.reaction.set.mutate({ storyId }));
    }),
    log.query(`INSERT INTO "Reaction" ("storyId", "memberId") SELECT $1, 'bulk-' || n FROM generate_series(1, 90) n`, [
      storyId,
    ]),
  ]);
  expect(await guest.reaction.state.query({ storyId })).toEqual({ given: false, count: 100 });
  const last = members[0];
  await last?.api.reaction.unset.mutate({ storyId });
  await last?.api.reaction.unset.mutate({ storyId });
  await eventually("the last count arrives", () => (counts.all.at(-1)?.data as Count | undefined)?.count === 99);
  const seconds = (performance.now() - began) / 1_000;
  expect(counts.all.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);

  await log.query(`DELETE FROM "Member" WHERE id LIKE 'bulk-%'`);
  expect(await author.api.reaction.state.query({ storyId })).toEqual({ given: false, count: 9 });
  expect(await members[1]?.api.reaction.states.query({ storyIds: [storyId] })).toEqual([
    { storyId, given: true, count: 9 },
  ]);
});

test("kudos are for the stories of others that one can read", async () => {
  const { author, storyId } = await published();
  const [reader, apart] = await Promise.all([person(), person()]);
  const refused = (reason: string) => ({ data: { reason } });
  await expect(author.api.reaction.set.mutate({ storyId })).rejects.toMatchObject(refused("invalid"));
  await author.api.boundary.set.mutate({ handle: apart.handle, kind: "block" });
  await expect(apart.api.reaction.set.mutate({ storyId })).rejects.toMatchObject(refused("not_found"));
  expect(await apart.api.reaction.states.query({ storyIds: [storyId] })).toEqual([]);
  expect(await reader.api.reaction.set.mutate({ storyId })).toEqual({ given: true, count: 1 });
  await author.api.story.unpublish.mutate({ id: storyId });
  await expect(reader.api.reaction.unset.mutate({ storyId })).rejects.toMatchObject(refused("not_found"));
});
