import { contestants, startContestant } from "./fanout/contestants";
import { ReaderPool } from "./load/reader-pool";
import { sleep } from "./measure/clock";
import { machineFacts } from "./measure/machine";
import { median } from "./measure/statistics";
import { cpuMicros } from "./measure/usage";
import type { Options } from "./options";
import { bundle } from "./processes/bundle";
import { startStack } from "./processes/stack";
import { figure, printTable } from "./table";

const compared = ["inkwire", "trpc", "write"];
const warmUpReaders = 500;

/** How fast new streams open, a hundred on their way at a time, and what each costs the server. */
export async function connect({ readers = [2_000], rounds = 3, servers = compared, nodeArguments }: Options) {
  const chosen = contestants.filter(({ name }) => servers.includes(name));
  const fileOf = await bundle(["load/readers", ...chosen.map(({ program }) => program)]);
  await using stack = await startStack();
  console.log(machineFacts());
  for (const count of readers) {
    const rates = new Map(chosen.map(({ name }) => [name, { perSecond: [] as number[], cpu: [] as number[] }]));
    for (let round = 0; round < rounds; round++) {
      for (const contestant of chosen) {
        await using server = await startContestant(contestant, fileOf, stack, nodeArguments);
        await using pool = await ReaderPool.start(fileOf("load/readers"));
        const opening = { ...contestant.opening, port: server.ready.port };
        await pool.open(opening, warmUpReaders);
        await pool.close();
        await sleep(1_000);
        const cpu = cpuMicros(server.ready.pids);
        const { seconds } = await pool.open(opening, count);
        rates.get(contestant.name)?.perSecond.push(count / seconds);
        rates.get(contestant.name)?.cpu.push((cpuMicros(server.ready.pids) - cpu) / count);
      }
    }
    const rows = chosen.map(({ name, title }) => {
      const { perSecond = [], cpu = [] } = rates.get(name) ?? {};
      return [title, figure(median(perSecond)), figure(median(cpu))];
    });
    printTable(
      `${count} new streams, medians of ${rounds} rounds`,
      ["server", "streams opened per second", "CPU µs per stream"],
      rows,
    );
  }
}
