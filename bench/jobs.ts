import { jobChange } from "@/modules/job/schema";
import { ReaderPool } from "./load/reader-pool";
import { machineFacts } from "./measure/machine";
import { percentile } from "./measure/statistics";
import type { Options } from "./options";
import { bundle } from "./processes/bundle";
import { onPublishedPath, startInkwire, trpcReady } from "./processes/inkwire";
import { startStack } from "./processes/stack";
import { figure, printTable } from "./table";
import { Writer } from "./writer";

const members = 10;
const jobsEach = 10;

/** What the watcher of a job saw, in milliseconds. */
interface Watched {
  /** From asking for the job to the first word on its stream. */
  firstWord: number;
  /** From the moment that a stage begins, or the job ends, to the word of it. */
  changes: number[];
}

const job = jobChange.shape.job;

/** Asks for a job, follows it on a stream of its own until that closes, and takes the time of each thing it is told. */
async function watch(url: string, writer: Writer, storyId: string): Promise<Watched> {
  const asked = Date.now();
  const id = await writer.exportStory(storyId);
  const response = await fetch(`${url}/api/jobs/${id}/events`, { headers: { cookie: writer.cookie } });
  if (!response.ok || !response.body) throw new Error(`the stream of a job answered ${response.status}`);
  const watched: Watched = { firstWord: Number.NaN, changes: [] };
  const hear = (block: string) => {
    const now = Date.now();
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (!data || !/^event: job-update$/m.test(block)) return;
    const { state, stage, stages, endedAt } = job.parse(JSON.parse(data));
    if (Number.isNaN(watched.firstWord)) {
      watched.firstWord = now - asked; // what a watcher finds as it comes, it was not told
      return;
    }
    const at = state === "succeeded" ? endedAt : stages.find((one) => one.id === stage)?.startedAt;
    if (at) watched.changes.push(now - Date.parse(at));
  };
  let rest = "";
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) hear(block);
  }
  return watched;
}

/**
 * A hundred members' jobs at once, each watched on a stream of its own beside streams of others; server, workers and the
 * database share the machine. Times are those of the machine's one clock, to the millisecond.
 */
export async function jobs({ readers = [0, 1_000], nodeArguments }: Options) {
  const fileOf = await bundle(["servers/inkwire", "load/readers"]);
  await using stack = await startStack({ durable: true });
  console.log(machineFacts());
  const rows: string[][] = [];
  for (const count of readers) {
    await using server = await startInkwire(fileOf("servers/inkwire"), stack, nodeArguments);
    await using pool = await ReaderPool.start(fileOf("load/readers"));
    const url = `http://127.0.0.1:${server.ready.port}`;
    if (count > 0) await pool.open({ port: server.ready.port, path: onPublishedPath(), readyWhen: trpcReady }, count);
    const work: { writer: Writer; id: string }[] = [];
    for (let member = 0; member < members; member++) {
      const writer = await Writer.signUp(url);
      for (const { id } of await writer.write(jobsEach)) work.push({ writer, id });
    }
    const watched = await Promise.all(work.map(({ writer, id }) => watch(url, writer, id)));
    const changes = watched.flatMap((one) => one.changes);
    const first = watched.map(({ firstWord }) => firstWord);
    rows.push([
      String(count),
      String(changes.length),
      ...[0.5, 0.95, 1].map((at) => figure(percentile(changes, at))),
      ...[0.5, 0.95].map((at) => figure(percentile(first, at))),
    ]);
  }
  printTable(
    `${members * jobsEach} exports asked for at once, each watched on a stream of its own, milliseconds`,
    ["other streams", "changes told", "change told p50", "p95", "worst", "first word p50", "p95"],
    rows,
  );
}
