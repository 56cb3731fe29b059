import { ReaderPool } from "./load/reader-pool";
import { nowMicros, sleep } from "./measure/clock";
import { machineFacts } from "./measure/machine";
import { highest, median } from "./measure/statistics";
import { cpuMicros } from "./measure/usage";
import type { Options } from "./options";
import { Outbox } from "./outbox";
import { bundle } from "./processes/bundle";
import { onPublishedPath, startInkwire, trpcReady } from "./processes/inkwire";
import { startStack } from "./processes/stack";
import { figure, printTable } from "./table";

/**
 * All readers of a process that died come to a new one at the same moment, each with a cursor and some events to be told
 * of. Ends when every reader has every event.
 */
export async function reconnect({ readers = [10_000], rounds = 3, events: missed = 20, nodeArguments }: Options) {
  const fileOf = await bundle(["servers/inkwire", "load/readers"]);
  await using stack = await startStack();
  await using outbox = await Outbox.connect(stack.databaseUrl);
  console.log(machineFacts());
  const rows: string[][] = [];
  let firstKey = 1;
  for (const count of readers) {
    const results: { open: number; replayed: number; queries: number; cpu: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const cursor = await outbox.cursor();
      await (async () => {
        await using before = await startInkwire(fileOf("servers/inkwire"), stack);
        await outbox.announceAll(missed, firstKey);
        await outbox.drained();
        await before.stop();
      })();
      await using server = await startInkwire(fileOf("servers/inkwire"), stack, nodeArguments);
      await using pool = await ReaderPool.start(fileOf("load/readers"));
      await sleep(1_000); // its own start is over
      const queries = await server.ask<number>("queries");
      const cpu = cpuMicros(server.ready.pids);
      const begun = nowMicros();
      const opening = { port: server.ready.port, path: onPublishedPath(cursor), readyWhen: trpcReady };
      const opened = await pool.open(opening, count, count);
      const keys = Array.from({ length: missed }, (_, index) => firstKey + index);
      const lasts = await Promise.all(keys.map(async (key) => highest(await pool.wait(key, count))));
      results.push({
        open: opened.seconds,
        replayed: (Math.max(...lasts) - begun) / 1e6,
        queries: (await server.ask<number>("queries")) - queries,
        cpu: (cpuMicros(server.ready.pids) - cpu) / count,
      });
      firstKey += missed;
    }
    const of = (key: keyof (typeof results)[number]) => figure(median(results.map((result) => result[key])));
    rows.push([String(count), String(missed), of("open"), of("replayed"), of("queries"), of("cpu")]);
  }
  printTable(
    `Readers that reconnect at once to a new process, medians of ${rounds} rounds`,
    ["readers", "missed events", "all open s", "all replayed s", "database queries", "CPU µs/reader"],
    rows,
  );
}
