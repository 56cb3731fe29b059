import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { startGate } from "../support/gate";
import { startAppProcess } from "../support/processes";
import { SocketReader, subscriptionOf } from "../support/socket-reader";

test("a database that is away is asked again at an even pace, and streams go on where they were when it is back", async () => {
  await using database = await cloneDatabase();
  await using gate = await startGate(database.url);
  await using log = await EventLog.connect(database.url);
  await using app = await startAppProcess({ databaseUrl: gate.url, env: { LOG_LEVEL: "warn" } });
  let attempts = 0;
  app.child.stdout?.on("data", (lines) => {
    attempts += String(lines).split("relay: lost the database").length - 1;
  });
  const start = await log.cursor();
  const reader = new SocketReader({
    url: () => app.url,
    from: start,
    request: subscriptionOf("story.onPublished", {}, "patient-reader"),
  });
  await eventually("it is connected", () => reader.open);
  await log.announce(5);
  await eventually("the first arrive", () => reader.seqs.length === 5);

  const begun = performance.now();
  gate.shut();
  await log.announce(5); // by somebody whose way is not cut
  const health = () => fetch(`${app.url}/api/health`);
  await eventually("health says so", async () => (await health()).status === 503);
  await eventually("it has tried again, and again", () => attempts >= 6, 20_000);
  const seconds = (performance.now() - begun) / 1_000;
  console.log(`the relay tried ${attempts} times in ${seconds.toFixed(1)} s`);
  expect(attempts / seconds).toBeLessThan(5); // it pauses for half a second

  await gate.open();
  await eventually("health is good again", async () => (await health()).status === 200);
  await log.announce(5);
  const expected = await log.seqsAfter(start);
  await eventually("all have arrived", () => reader.seqs.length >= expected.length, 20_000);
  expect(reader.seqs).toEqual(expected);
  expect(reader.connects).toBe(1);
  reader.stop();
});
