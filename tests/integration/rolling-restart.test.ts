import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { startAppProcess } from "../support/processes";
import { Random } from "../support/random";
import { startRedis } from "../support/redis";
import { SocketReader, subscriptionOf } from "../support/socket-reader";

const count = 2_000;

test("a rolling restart of three processes loses and repeats nothing, and never sends a quarter of all readers at once", {
  timeout: 180_000,
}, async () => {
  const random = new Random();
  console.log(`seed ${random.seed} (repeat with TEST_SEED=${random.seed})`);
  await using database = await cloneDatabase();
  await using redis = await startRedis();
  await using log = await EventLog.connect(database.url);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  const processes = await Promise.all(Array.from({ length: 3 }, () => startAppProcess(options)));
  await using _ = {
    [Symbol.asyncDispose]: () => Promise.all(processes.map((process) => process.kill())).then(() => {}),
  };
  /** Where a load balancer sends readers: to the processes whose health is good. */
  let serving = processes.map(({ url }) => url);

  /** When each reader that had left asked for a place, in milliseconds: how soon it gets one is a question of the machine. */
  const asks: number[] = [];
  /** For how long each was away. */
  const gaps: number[] = [];
  const start = await log.cursor();
  const readers = Array.from({ length: count }, (_, n) => {
    let left: number | null = null;
    return new SocketReader({
      url() {
        if (left !== null) asks.push(performance.now());
        return random.pick(serving);
      },
      from: start,
      request: subscriptionOf("story.onPublished", {}, `reader-${n}`),
      onOpen() {
        if (left === null) return;
        gaps.push(performance.now() - left);
      },
      onEnd() {
        left = performance.now();
      },
    });
  });
  await eventually("all are connected", () => readers.every(({ open }) => open), 60_000);

  const standstills = monitorEventLoopDelay();
  standstills.enable();
  let publishing = true;
  const publish = async () => {
    while (publishing) {
      await log.announce(1);
      await new Promise((resolve) => setTimeout(resolve, random.between(50, 300)));
    }
  };
  const published = publish();
  for (const [index, process] of processes.entries()) {
    const before = gaps.length;
    const begun = performance.now();
    serving = serving.filter((url) => url !== process.url);
    process.child.kill("SIGTERM");
    await eventually("it ends with 0", () => process.child.exitCode === 0, 30_000);
    const ended = performance.now() - begun;
    processes[index] = await startAppProcess({ ...options, port: Number(new URL(process.url).port) });
    serving.push(process.url);
    await eventually("all are connected again", () => readers.every(({ open }) => open), 30_000);
    console.log(`process ${index}: ended after ${Math.round(ended)} ms, ${gaps.length - before} readers moved`);
  }
  publishing = false;
  await published;

  const expected = await log.seqsAfter(start);
  for (const reader of readers) {
    await eventually("a reader has all", () => reader.seqs.length >= expected.length, 30_000);
    expect(reader.seqs).toEqual(expected);
    expect(reader.resyncs).toBe(0);
  }
  const most = busiest(asks, 1_000);
  gaps.sort((a, b) => a - b);
  const gap = (share: number) => Math.round(gaps[Math.floor(gaps.length * share)] ?? 0);
  console.log(
    `${expected.length} events, ${gaps.length} reconnects, at most ${most} (${((100 * most) / count).toFixed(1)} %) asked within a second; ` +
      `away for ${gap(0.5)} ms (median), ${gap(0.95)} ms (p95)`,
  );
  // Readers whose time came while this process stood still ask together when it goes on; the servers are not to blame.
  expect(most).toBeLessThanOrEqual(count / 4 + (count / 4) * (standstills.max / 1e9));
  for (const reader of readers) reader.stop();
});

/** The most of `times` that lie within `windowMs`, wherever that begins. */
function busiest(times: number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[from] ?? time) >= windowMs) from++;
    most = Math.max(most, index - from + 1);
  }
  return most;
}
