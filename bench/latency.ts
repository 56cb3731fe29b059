import { ReaderPool } from "./load/reader-pool";
import { nowMicros, sleep } from "./measure/clock";
import { machineFacts } from "./measure/machine";
import { percentile } from "./measure/statistics";
import type { Options } from "./options";
import { bundle } from "./processes/bundle";
import { onPublishedPath, startInkwire, trpcReady } from "./processes/inkwire";
import { startStack } from "./processes/stack";
import { figure, printTable } from "./table";
import { Writer } from "./writer";

const warmUp = 20;
const periodMs = 100;

/**
 * From calling the mutation `story.publish` to the frame at each reader: HTTP, session, transaction, outbox, relay, Redis
 * where there is one, hub, socket. Commits are flushed to disk.
 */
export async function latency({ readers = [1, 100, 1_000], events = 200, nodeArguments }: Options) {
  const fileOf = await bundle(["servers/inkwire", "load/readers"]);
  await using stack = await startStack({ durable: true });
  console.log(machineFacts());
  const rows: string[][] = [];
  for (const count of readers) {
    await using server = await startInkwire(fileOf("servers/inkwire"), stack, nodeArguments);
    await using pool = await ReaderPool.start(fileOf("load/readers"));
    const writer = await Writer.signUp(server.url);
    const stories = await writer.write(warmUp + events);
    await pool.open({ port: server.ready.port, path: onPublishedPath(), readyWhen: trpcReady }, count);

    const frames: number[] = [];
    const lasts: number[] = [];
    const answers: number[] = [];
    for (const [index, { id, key }] of stories.entries()) {
      const begun = nowMicros();
      const answered = writer.publish(id).then(nowMicros);
      const times = await pool.wait(key, count);
      const answer = await answered;
      if (index >= warmUp) {
        for (const time of times) frames.push((time - begun) / 1_000);
        lasts.push((times.reduce((a, b) => Math.max(a, b), 0) - begun) / 1_000);
        answers.push((answer - begun) / 1_000);
      }
      await sleep(Math.max(0, periodMs - (nowMicros() - begun) / 1_000));
    }
    rows.push([
      String(count),
      ...[0.5, 0.95, 0.99].map((at) => figure(percentile(frames, at))),
      ...[0.5, 0.99].map((at) => figure(percentile(lasts, at))),
      ...[0.5, 0.99].map((at) => figure(percentile(answers, at))),
    ]);
  }
  printTable(
    `story.publish to the reader, ${events} publications, ${stack.redisUrl ? "PostgreSQL and Redis" : "PostgreSQL, no Redis"}, milliseconds`,
    ["readers", "frame p50", "p95", "p99", "last reader p50", "p99", "mutation answered p50", "p99"],
    rows,
  );
}
