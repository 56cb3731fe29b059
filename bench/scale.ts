import { ReaderPool } from "./load/reader-pool";
import { nowMicros, sleep } from "./measure/clock";
import { machineFacts } from "./measure/machine";
import { highest, median, percentile } from "./measure/statistics";
import { cpuMicros, residentBytes } from "./measure/usage";
import type { Options } from "./options";
import { Outbox } from "./outbox";
import { bundle } from "./processes/bundle";
import type { Child } from "./processes/child";
import { onPublishedPath, startInkwire, trpcReady } from "./processes/inkwire";
import { type Stack, startStack } from "./processes/stack";
import { figure, printTable } from "./table";

type FileOf = (entry: string) => string;

interface Run {
  fileOf: FileOf;
  stack: Stack;
  options: Options;
}

let lastKey = 0;

/** Announces events one by one at a steady pace, all the way through log, relay and Redis, to all readers of all processes. */
async function pace(
  outbox: Outbox,
  pool: ReaderPool,
  readers: number,
  { perSecond, count }: { perSecond: number; count: number },
) {
  const announced = new Map<number, number>();
  const waits: Promise<{ key: number; times: Float64Array }>[] = [];
  const begun = nowMicros();
  // A timer keeps no finer time; what is due by then goes in one transaction, as it would from several writers.
  for (let done = 0; done < count; ) {
    const due = Math.min(count, Math.floor(((nowMicros() - begun) / 1e6) * perSecond) + 1) - done;
    if (due > 0) {
      const first = lastKey + 1;
      lastKey += due;
      for (let key = first; key <= lastKey; key++) {
        announced.set(key, nowMicros());
        waits.push(pool.wait(key, readers).then((times) => ({ key, times })));
      }
      await outbox.announceAll(due, first);
      done += due;
    }
    await sleep(5);
  }
  const arrivals = await Promise.all(waits);
  const seconds = (nowMicros() - begun) / 1e6;
  const delays: number[] = [];
  const lasts: number[] = [];
  for (const { key, times } of arrivals) {
    const from = announced.get(key) ?? 0;
    for (const time of times) delays.push((time - from) / 1_000);
    lasts.push((highest(times) - from) / 1_000);
  }
  return { median: median(delays), p99: percentile(delays, 0.99), last: median(lasts), seconds };
}

/** Starts processes, opens `readers` streams spread evenly over them, and hands both to `use`. */
async function withReaders<Result>(
  { fileOf, stack, options }: Run,
  { processes, readers }: { processes: number; readers: number },
  use: (pool: ReaderPool, servers: readonly Child[]) => Promise<Result>,
): Promise<Result> {
  const servers: Child[] = [];
  try {
    for (let index = 0; index < processes; index++) {
      servers.push(await startInkwire(fileOf("servers/inkwire"), stack, options.nodeArguments));
    }
    await using pool = await ReaderPool.start(fileOf("load/readers"));
    for (const [index, { ready }] of servers.entries()) {
      const share = Math.floor(readers / processes) + (index < readers % processes ? 1 : 0);
      await pool.open({ port: ready.port, path: onPublishedPath(), readyWhen: trpcReady }, share);
    }
    return await use(pool, servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function byProcesses(run: Run): Promise<void> {
  const { readers = [1_000, 3_000, 10_000], events = 20 } = run.options;
  await using outbox = await Outbox.connect(run.stack.databaseUrl);
  const rows: string[][] = [];
  for (const processes of run.stack.redisUrl ? [1, 2, 3] : [1]) {
    for (const count of readers) {
      await withReaders(run, { processes, readers: count }, async (pool, servers) => {
        const pids = servers.flatMap(({ ready }) => ready.pids);
        await pace(outbox, pool, count, { perSecond: 2, count: 4 });
        const cpu = cpuMicros(pids);
        const { median, p99, last } = await pace(outbox, pool, count, { perSecond: 2, count: events });
        const each = (cpuMicros(pids) - cpu) / (events * count);
        rows.push([String(processes), String(count), ...[median, p99, last, each].map(figure)]);
      });
    }
  }
  printTable(
    `Processes and readers: ${events} events, two a second, from the commit to the readers`,
    ["processes", "readers", "median ms", "p99 ms", "last reader ms", "CPU µs/delivery, all processes"],
    rows,
  );
}

async function byTopics({ fileOf, stack, options }: Run): Promise<void> {
  const rows: string[][] = [];
  for (const topics of [1, 100, 10_000, 100_000]) {
    await using server = await startInkwire(fileOf("servers/inkwire"), stack, [
      "--expose-gc",
      ...options.nodeArguments,
    ]);
    const { pids } = server.ready;
    await server.ask("collectGarbage");
    const before = residentBytes(pids);
    const { seconds } = await server.ask<{ seconds: number }>("openTopics", topics);
    await server.ask("collectGarbage");
    const bytes = (residentBytes(pids) - before) / topics;
    const cpu = cpuMicros(pids);
    await sleep(10_000); // two beats, in which it compares all of them with the log
    const idle = (cpuMicros(pids) - cpu) / 1e5;
    const delays = await server.ask<number[]>("ringTopics", { topics, events: 500 });
    rows.push([
      String(topics),
      ...[seconds, bytes / 1_000, idle, median(delays), percentile(delays, 0.99)].map(figure),
    ]);
  }
  printTable(
    "Topics with a listener at one process, opened five hundred at a time, and 500 events to topics at random",
    ["topics", "all open s", "KB/topic", "idle CPU %", "bus to listener median ms", "p99 ms"],
    rows,
  );
}

async function byEvents(run: Run): Promise<void> {
  const readers = 100;
  const seconds = 5;
  await using outbox = await Outbox.connect(run.stack.databaseUrl);
  const rows: string[][] = [];
  for (const perSecond of [1, 10, 100, 1_000]) {
    await withReaders(run, { processes: 1, readers }, async (pool, servers) => {
      const pids = servers.flatMap(({ ready }) => ready.pids);
      await pace(outbox, pool, readers, { perSecond: 10, count: 10 });
      const cpu = cpuMicros(pids);
      const paced = await pace(outbox, pool, readers, { perSecond, count: Math.max(5, perSecond * seconds) });
      const share = (cpuMicros(pids) - cpu) / 1e4 / paced.seconds;
      rows.push([String(perSecond), ...[paced.median, paced.p99, share].map(figure)]);
    });
  }
  printTable(
    `Events per second to ${readers} readers of one process, from the commit to the readers`,
    ["events/s", "median ms", "p99 ms", "server CPU %"],
    rows,
  );
}

/** How cost grows with processes and readers, with topics, and with events. */
export async function scale(options: Options) {
  const fileOf = await bundle(["servers/inkwire", "load/readers"]);
  await using stack = await startStack();
  console.log(machineFacts());
  const run = { fileOf, stack, options };
  await byProcesses(run);
  await byTopics(run);
  await byEvents(run);
}
