import { expect, test, vi } from "vitest";
import { startApp } from "../support/app";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { RawStream, subscriptionUrl } from "../support/raw-stream";

const minute = 60_000;

test("events older than a week are first declared to be going, and are gone at the next turn; the others stay", async () => {
  await using app = await startApp();
  await using log = await EventLog.connect(app.databaseUrl);
  const old = await log.cursor();
  await log.announce(3);
  await log.sequenced();
  const young = await log.cursor();
  await log.query(`UPDATE "LiveEvent" SET "createdAt" = now() - interval '8 days'`);
  await log.announce(1);
  await log.sequenced();
  const count = async () => (await log.seqsAfter(old)).length;
  const trimmed = async () => {
    const [row] = await log.query<{ seq: string }>(`SELECT "trimmedSeq" AS seq FROM "LiveLog" WHERE id = 1`);
    return Number(row?.seq);
  };
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, "now");

  clock.mockImplementation(() => now() + 2 * minute);
  await eventually("they are declared to be going", async () => (await trimmed()) === Number(young.split(".")[1]));
  expect(await count()).toBe(4);
  clock.mockImplementation(() => now() + 13 * minute);
  await eventually("they are gone", async () => (await count()) === 1);
  clock.mockRestore();

  await using late = await RawStream.open(subscriptionUrl(app.url, "story.onPublished", { lastEventId: old }));
  await eventually("it is told", () => late.messages.length > 0);
  expect(late.messages[0]).toEqual({ resync: "log_trimmed" });
  await using timely = await RawStream.open(subscriptionUrl(app.url, "story.onPublished", { lastEventId: young }));
  await eventually("it misses nothing", () => timely.messages.length > 0);
  expect(timely.messages[0]).toMatchObject({ id: "story-4" });
});
