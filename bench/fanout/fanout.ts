import { machineFacts } from "../measure/machine";
import { median } from "../measure/statistics";
import type { Options } from "../options";
import { bundle } from "../processes/bundle";
import { startStack } from "../processes/stack";
import { figure, printTable } from "../table";
import { type Contestant, contestants, ours, startContestant } from "./contestants";
import { buildNextApp } from "./next-app";
import { type Load, measureRound, type Outcome } from "./round";

const readersProgram = "load/readers";

/** Enough events for a steady figure, and a period in which a good server is done long before the next. */
function loadFor(readers: number, events: number | undefined): Load {
  if (readers <= 1_000) return { readers, events: events ?? 100, periodMs: 100 };
  if (readers <= 5_000) return { readers, events: events ?? 20, periodMs: 400 };
  return { readers, events: events ?? 12, periodMs: 800 };
}

/** Compares what it costs to tell many readers of one event. Servers take turns over the rounds, one at a time. */
export async function fanout({
  readers = [1_000, 5_000, 10_000],
  rounds = 3,
  events,
  servers,
  nodeArguments,
}: Options) {
  const chosen = contestants.filter(
    ({ name, available }) => (!servers || servers.includes(name)) && (available?.() ?? true),
  );
  for (const { name, title } of contestants) {
    if (!servers && !chosen.some((one) => one.name === name)) console.log(`Left out, since not installed: ${title}`);
  }
  if (chosen.some(({ name }) => name === "next")) buildNextApp();
  const fileOf = await bundle([readersProgram, ...chosen.map(({ program }) => program)]);
  await using stack = await startStack();
  console.log(machineFacts());

  for (const count of readers) {
    const load = loadFor(count, events);
    const outcomes = new Map<Contestant, Outcome[]>(chosen.map((contestant) => [contestant, []]));
    for (let round = 1; round <= rounds; round++) {
      for (const contestant of chosen) {
        await using server = await startContestant(contestant, fileOf, stack, ["--expose-gc", ...nodeArguments]);
        const opening = { ...contestant.opening, port: server.ready.port };
        const outcome = await measureRound(server, opening, load, fileOf(readersProgram)).catch((error: Error) => {
          console.log(`  ${contestant.title}, ${count} readers, round ${round}: ${error.message}`);
          return null;
        });
        if (!outcome) continue;
        outcomes.get(contestant)?.push(outcome);
        console.log(`  ${count} readers, round ${round}, ${contestant.title}: ${figure(outcome.cpuPerDelivery)} µs`);
      }
    }
    print(load, rounds, outcomes);
  }
}

function print(load: Load, rounds: number, outcomes: Map<Contestant, Outcome[]>): void {
  const named = (name: string) => [...outcomes].find(([contestant]) => contestant.name === name)?.[1] ?? [];
  /** Both are measured within a minute of each other, so that their ratio bears a machine whose speed varies. */
  const ratio = (own: Outcome[], other: Outcome[]) =>
    median(own.map(({ cpuPerDelivery }, round) => cpuPerDelivery / (other[round]?.cpuPerDelivery ?? Number.NaN)));
  const rows = [...outcomes].map(([{ title }, rounds]) => {
    const of = (key: keyof Outcome) => figure(median(rounds.map((outcome) => outcome[key])));
    return [
      title,
      of("cpuPerDelivery"),
      figure(ratio(rounds, named(ours))),
      of("latencyMedian"),
      of("latencyP99"),
      of("lastReader"),
      of("memoryPerConnection"),
      of("loadCpu"),
    ];
  });
  printTable(
    `${load.readers} readers, ${load.events} events of 200 bytes, one every ${load.periodMs} ms, medians of ${rounds} rounds`,
    ["server", "CPU µs/delivery", "× ours", "median ms", "p99 ms", "last reader ms", "KB/connection", "load CPU %"],
    rows,
  );
}
