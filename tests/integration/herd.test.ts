import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { readMetric } from "../support/metrics";
import { startAppProcess } from "../support/processes";
import { startRedis } from "../support/redis";
import { SocketReader, subscriptionOf } from "../support/socket-reader";

const count = 10_000;
const missed = 20;
/**
 * How many are on their way in at any moment. The system lets 4,096 wait to be taken; of more it forgets some, and the test
 * would be one of how long TCP waits before it tries again.
 */
const atTheDoor = 2_000;
/**
 * The figure to reach is 10 s on a machine that does nothing else; `npm run bench -- reconnect` measures it. Here others may
 * be at work: what the server computes is held to it, and the clock to much more.
 */
const mostCpuSeconds = 10;
const guardMs = 90_000;
/**
 * What the relay, the beats and the tasks of a process that has just begun ask by themselves. A query for each reader would be
 * ten thousand.
 */
const mostTransactions = (seconds: number) => 500 + 10 * seconds;

test("10,000 readers that reconnect at once to a new process have all that they missed, at the cost of a few queries", {
  timeout: 120_000,
}, async () => {
  await using database = await cloneDatabase();
  await using redis = await startRedis();
  await using log = await EventLog.connect(database.url);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  const cursor = await log.cursor();
  {
    await using _ = await startAppProcess(options); // whose readers they were
    await log.announce(missed);
    await log.seqsAfter(cursor);
  }
  await using app = await startAppProcess(options);
  const expected = await log.seqsAfter(cursor);
  expect(expected).toHaveLength(missed);

  /** Of everyone in this database. What a connection did within its last second may not be counted yet. */
  const transactions = async () => {
    const [row] = await log.query<{ count: string }>(
      `SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = current_database()`,
    );
    return Number(row?.count);
  };
  const cpu = () => readMetric(app.url, "inkwire_process_cpu_seconds_total");
  const before = { transactions: await transactions(), cpu: await cpu() };
  const begun = performance.now();
  const readers: SocketReader[] = [];
  const openNext = () => {
    if (readers.length === count) return;
    const request = subscriptionOf("story.onPublished", {}, `reader-${readers.length}`);
    readers.push(new SocketReader({ url: () => app.url, from: cursor, request, onOpen: openNext }));
  };
  while (readers.length < atTheDoor) openNext();
  await eventually(
    "all have all",
    () => readers.length === count && readers.every(({ seqs }) => seqs.length >= missed),
    guardMs,
  );
  const seconds = (performance.now() - begun) / 1_000;
  const used = { transactions: (await transactions()) - before.transactions, cpu: (await cpu()) - before.cpu };
  for (const reader of readers) expect(reader.seqs).toEqual(expected);
  expect(readers.filter(({ connects, resyncs }) => connects !== 1 || resyncs > 0)).toEqual([]);
  console.log(
    `${count} readers had their ${missed} missed events after ${seconds.toFixed(1)} s: ` +
      `${used.cpu.toFixed(1)} s of CPU at the server, ${used.transactions} transactions`,
  );
  expect(used.transactions).toBeLessThan(mostTransactions(seconds));
  expect(used.cpu).toBeLessThan(mostCpuSeconds);
  for (const reader of readers) reader.stop();
});
