import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// What administrators are told of, with what really causes it.

let app: App;
let sql: pg.Client;
let admin: Person;

beforeAll(async () => {
  app = await startApp();
  sql = new pg.Client({ connectionString: app.databaseUrl });
  await sql.connect();
  admin = await app.member();
  await sql.query(`UPDATE "Member" SET role = 'admin' WHERE id = $1`, [admin.id]);
});
afterAll(async () => {
  await sql.end();
  await app[Symbol.asyncDispose]();
});

/** A process looks every five seconds, and the limit of the relay's lag is five more. */
const noticedMs = 40_000;

const alarms = async () => (await admin.api.admin.health.query()).alarms.map(({ kind }) => kind);
const told = async () => {
  const { items } = await admin.api.notification.list.query({ type: "notice.system" });
  return items.map(({ data }) => ("text" in data ? data.text : ""));
};

test("a relay that cannot give events their places is noticed after five seconds, and that it goes on again", async () => {
  const author = await app.member();
  const { id } = await author.api.story.create.mutate({ title: "Held up", body: "Text." });
  const holder = new pg.Client({ connectionString: app.databaseUrl });
  await holder.connect();
  try {
    // The row that a relay locks while it gives seqs.
    await holder.query("BEGIN");
    await holder.query(`SELECT 1 FROM "LiveLog" FOR UPDATE`);
    await author.api.story.publish.mutate({ id });
    await eventually("there is an alarm", async () => (await alarms()).includes("relay-lag"), noticedMs);
    expect((await admin.api.admin.metrics.query({})).relayLagMs).toBeGreaterThan(5_000);
    expect(await told()).toContainEqual(expect.stringMatching(/^Events have been waiting for \d+\.\d seconds/));
  } finally {
    await holder.end();
  }
  await eventually("it is over", async () => (await alarms()).length === 0, noticedMs);
  expect((await admin.api.admin.metrics.query({})).relayLagMs).toBeLessThan(5_000);
});

test("calls that fail on our side are noticed from one in a hundred on, with their text kept inside", async () => {
  const works = () => app.guest.story.tags.query();
  await Promise.all(Array.from({ length: 60 }, works));
  expect(await alarms()).toEqual([]);
  // A table that is not as this version knows it: what a migration by hand would do.
  await sql.query(`ALTER TABLE "Bulletin" RENAME COLUMN text TO words`);
  try {
    const fails = () =>
      app.guest.bulletin.current.query().then(
        () => null,
        (error) => error,
      );
    for (const error of await Promise.all(Array.from({ length: 40 }, fails))) {
      expect(error.data).toMatchObject({ code: "INTERNAL_SERVER_ERROR", reason: null });
      expect(error.message).toMatch(/^Something went wrong on our side/);
    }
  } finally {
    await sql.query(`ALTER TABLE "Bulletin" RENAME COLUMN words TO text`);
  }
  await eventually("there is an alarm", async () => (await alarms()).includes("errors"), noticedMs);
  expect(await told()).toContainEqual(expect.stringMatching(/^\d+\.\d % of calls in the last five minutes failed/));
  await eventually("all are counted", async () => (await admin.api.admin.metrics.query({})).failures === 40);
});
