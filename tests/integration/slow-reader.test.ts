import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { readMetric } from "../support/metrics";
import { type AppProcess, startAppProcess } from "../support/processes";
import { SocketReader, subscriptionOf } from "../support/socket-reader";

const others = 100;
const bursts = 60;
const eventsPerBurst = 16;
const titleLength = 32_000; // 16 of them stay below what a reader may leave unread
const megabyte = 1024 * 1024;

let database: TestDatabase;
let log: EventLog;

beforeAll(async () => {
  database = await cloneDatabase();
  log = await EventLog.connect(database.url);
});
afterAll(async () => {
  await log[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const startProcess = () =>
  startAppProcess({
    databaseUrl: database.url,
    env: { INKWIRE_WORKER: "off" }, // whose tasks would take memory for the first time in the middle of one run
    nodeArgs: ["--expose-gc", "--import", "./tests/support/gc-on-signal.mjs"],
  });

const openReader = (app: AppProcess, visitor: string, from: string) =>
  new SocketReader({ url: () => app.url, from, request: subscriptionOf("story.onPublished", {}, visitor) });

/** What the process holds on to, in bytes: the least of some looks, since garbage can only add to it. */
async function memoryOf(app: AppProcess): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 4; look++) {
    app.child.kill("SIGUSR2");
    const heap = await readMetric(app.url, "inkwire_nodejs_heap_size_used_bytes");
    looks.push(heap + (await readMetric(app.url, "inkwire_nodejs_external_memory_bytes")));
  }
  return Math.min(...looks);
}

const cutReaders = (app: AppProcess) => readMetric(app.url, "inkwire_live_slow_readers_dropped_total");

/** Publishes 30 MB to readers that keep up, and to one that may not; returns the memory after every fifth burst. */
async function publishTo(app: AppProcess, start: string, readers: SocketReader[]): Promise<number[]> {
  const held: number[] = [];
  for (let burst = 1; burst <= bursts; burst++) {
    await log.announce(eventsPerBurst, titleLength);
    const expected = burst * eventsPerBurst;
    await eventually("all who read have all", () => readers.every(({ seqs }) => seqs.length >= expected), 30_000);
    if (burst % 5 === 0) held.push(await memoryOf(app));
  }
  const expected = await log.seqsAfter(start);
  for (const reader of readers) {
    expect(reader.seqs).toEqual(expected);
    expect(reader.connects).toBe(1);
  }
  return held;
}

test("a reader that stops reading costs less than 5 MB, is cut off, harms no other, and resumes without loss", {
  timeout: 120_000,
}, async () => {
  const runs: { start: string; held: number[] }[] = [];
  for (const withSlowReader of [false, true]) {
    await using app = await startProcess();
    const start = await log.cursor();
    const readers = Array.from({ length: others }, (_, n) => openReader(app, `reader-${n}`, start));
    const slow = openReader(app, "slow-reader", start);
    await eventually("all are connected", () => [...readers, slow].every(({ open }) => open));
    if (withSlowReader) slow.pause();
    else slow.stop();
    runs.push({ start, held: await publishTo(app, start, readers) });
    for (const reader of readers) reader.stop();
    expect(await cutReaders(app)).toBe(withSlowReader ? 1 : 0);
    if (!withSlowReader) continue;
    expect(slow.seqs).toEqual([]);
    slow.resume();
    const expected = await log.seqsAfter(start);
    await eventually("the slow one has all", () => slow.seqs.length >= expected.length, 60_000);
    expect(slow.seqs).toEqual(expected);
    expect(slow.resyncs).toBe(0);
    console.log(`it took ${slow.connects} connections to read what it had missed, and ${await cutReaders(app)} cuts`);
    slow.stop();
  }
  const [without, withIt] = runs.map(({ held }) => held);
  const growth = (withIt ?? []).map((bytes, n) => (bytes - (without?.[n] ?? 0)) / megabyte);
  console.log(`memory beyond that of the run without it, in MB: ${growth.map((mb) => mb.toFixed(1)).join(" ")}`);
  expect(Math.max(...growth)).toBeLessThan(5);
});
