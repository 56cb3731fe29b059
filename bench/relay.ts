import { nowMicros } from "./measure/clock";
import { machineFacts } from "./measure/machine";
import { median } from "./measure/statistics";
import type { Options } from "./options";
import { Outbox } from "./outbox";
import { bundle } from "./processes/bundle";
import { startInkwire } from "./processes/inkwire";
import { startStack } from "./processes/stack";
import { figure, printTable } from "./table";

const writers = 20;

/** Events per second from the outbox to the bus, and together with the transactions that announce them. */
export async function relay({ rounds = 3, events = 20_000, nodeArguments }: Options) {
  const fileOf = await bundle(["servers/inkwire"]);
  const announced = Math.ceil(events / 4);
  const rows: string[][] = [];
  console.log(machineFacts());
  for (const durable of [false, true]) {
    await using stack = await startStack({ durable });
    await using outbox = await Outbox.connect(stack.databaseUrl);
    await using server = await startInkwire(fileOf("servers/inkwire"), stack, nodeArguments);
    await server.ask("announce", { count: 500, concurrency: writers });
    await outbox.drained();
    const drains: number[] = [];
    const announcing: number[] = [];
    const through: number[] = [];
    for (let round = 0; round < rounds; round++) {
      let begun = nowMicros();
      const perSecond = (count: number) => (count * 1e6) / (nowMicros() - begun);
      await outbox.announceAll(events);
      begun = nowMicros();
      await outbox.drained();
      drains.push(perSecond(events));

      begun = nowMicros();
      await server.ask("announce", { count: announced, concurrency: writers });
      announcing.push(perSecond(announced));
      await outbox.drained();
      through.push(perSecond(announced));
    }
    const flushed = durable ? "commits flushed to disk" : "commits not flushed";
    const bus = stack.redisUrl ? "Redis" : "in-process bus";
    rows.push([`${flushed}, ${bus}`, ...[drains, announcing, through].map((values) => figure(median(values)))]);
  }
  printTable(
    `The relay, ${events} waiting events, and ${announced} announced by ${writers} writers at once; events per second, medians of ${rounds} rounds`,
    ["database", "drain of waiting events", "announced", "announced and published"],
    rows,
  );
}
