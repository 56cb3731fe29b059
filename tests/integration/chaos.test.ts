import { expect, test } from "vitest";
import { stockClient } from "../support/client";
import { cloneDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { Random } from "../support/random";
import { startRedis } from "../support/redis";
import { ResumingReader } from "../support/resuming-reader";
import { isLong } from "../support/size";

const writers = 20;
const changesEach = isLong ? 125 : 50; // each is announced on two topics
const readersOfFeed = 25;
const readersOfStories = 25;
/** It takes half a minute at its full size, and many times that where others keep the machine busy; only what stands still is to fail. */
const guardMs = 120_000;

test("three processes, a Redis that goes twice, a process that is killed: every reader sees every event once, in order", {
  timeout: 600_000,
}, async () => {
  const random = new Random();
  console.log(`seed ${random.seed} (repeat with TEST_SEED=${random.seed})`);
  await using database = await cloneDatabase();
  await using redis = await startRedis();
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  await using log = await EventLog.connect(database.url);
  const processes = await Promise.all(Array.from({ length: 3 }, () => startAppProcess(options)));
  await using _processes = {
    [Symbol.asyncDispose]: async () => void (await Promise.all(processes.map((process: AppProcess) => process.kill()))),
  };
  const anyUrl = () => random.pick(processes).url;

  const author = await signUp(processes[0]?.url ?? "", "chaos");
  const stories: string[] = [];
  for (let n = 0; n < writers; n++) {
    const { id } = await author.api.story.create.mutate({ title: `Story ${n}`, body: "Text." });
    await author.api.story.publish.mutate({ id });
    stories.push(id);
  }
  // Their publications lie before the start: readers of changes are not told of them, but the log would expect it.
  await log.sequenced();
  const start = (await author.api.story.feed.query({})).live;
  const followers = [
    ...Array.from({ length: readersOfFeed }, () => ({ topic: "story:published", input: {} })),
    ...Array.from({ length: readersOfStories }, (_, n) => {
      const id = stories[n % stories.length] ?? "";
      return { topic: `story:${id}`, input: { id } };
    }),
  ].map(({ topic, input }) => ({ topic, reader: new ResumingReader(anyUrl, "story.onChanged", input, start) }));
  await using _readers = {
    [Symbol.asyncDispose]: async () => void (await Promise.all(followers.map(({ reader }) => reader.stop()))),
  };

  let written = 0;
  const write = async (id: string) => {
    let version: number | undefined;
    for (let change = 0; change < changesEach; ) {
      const { story } = stockClient(anyUrl(), author.cookie);
      try {
        version ??= (await story.manuscript.query({ id })).version;
        version = (await story.update.mutate({ id, version, title: `Change ${change}` })).version;
        change++;
        written++;
      } catch {
        version = undefined; // the process went, perhaps after it had written: look where the story stands
      }
    }
  };
  const total = writers * changesEach;
  const disturb = async () => {
    await eventually("a fifth is written", () => written > total * 0.2, guardMs);
    await redis.stop();
    await eventually("two fifths", () => written > total * 0.4, guardMs);
    await redis.start();
    const victim = random.between(0, 2);
    await processes[victim]?.kill();
    await eventually("three fifths", () => written > total * 0.6, guardMs);
    processes[victim] = await startAppProcess({ ...options, port: Number(new URL(processes[victim]?.url ?? "").port) });
    await redis.stop();
    await eventually("four fifths", () => written > total * 0.8, guardMs);
    await redis.start();
  };
  let cutting = true;
  const cut = async () => {
    while (cutting) {
      random.pick(followers).reader.cut();
      await new Promise((resolve) => setTimeout(resolve, random.between(5, 60)));
    }
  };
  const cuts = cut();
  await Promise.all([disturb(), ...stories.map(write)]);
  cutting = false;
  await cuts;

  const epoch = start.split(".")[0];
  const logs = new Map<string, string[]>();
  for (const { topic } of followers) {
    if (logs.has(topic)) continue;
    logs.set(
      topic,
      (await log.seqsAfter(start, topic)).map((seq) => `${epoch}.${seq}`),
    );
  }
  const logOf = (topic: string) => logs.get(topic) ?? [];
  const events = [...logs.values()].reduce((sum, { length }) => sum + length, 0);
  expect(events).toBeGreaterThanOrEqual(2 * total);
  const waiting = () => followers.filter(({ topic, reader }) => reader.ids.length < logOf(topic).length);
  await eventually(
    "every reader has all",
    () => {
      const late = waiting().map(({ topic, reader }) => `${topic} ${logOf(topic).at(-1)}: ${reader}`);
      if (late.length > 0) throw new Error(late.join("\n"));
      return true;
    },
    guardMs,
  );
  for (const { topic, reader } of followers) {
    expect(reader.ids).toEqual(logOf(topic));
    expect(reader.resyncs).toBe(0);
  }
  const connects = followers.reduce((sum, { reader }) => sum + reader.connects, 0);
  console.log(`${events} events, ${followers.length} readers, ${connects} connects`);
});
