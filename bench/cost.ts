import type { Polled, Polling } from "./load/pollers";
import { ReaderPool, type Traffic } from "./load/reader-pool";
import { sleep } from "./measure/clock";
import { machineFacts } from "./measure/machine";
import { cpuMicros } from "./measure/usage";
import type { Options } from "./options";
import { Outbox } from "./outbox";
import { bundle } from "./processes/bundle";
import { Child } from "./processes/child";
import { onPublishedPath, startInkwire, trpcReady } from "./processes/inkwire";
import { startStack } from "./processes/stack";
import { figure, printTable } from "./table";

/** How long each is looked at, in seconds, and how often something happens meanwhile. */
const seconds = 30;
const eventEverySeconds = 10;

const feedPath = `/api/trpc/story.feed?input=${encodeURIComponent('{"limit":10}')}`;
const quietPoll = JSON.stringify({
  poll: { quiet: 9 },
  ops: [{ id: 1, path: "story.onPublished", input: {} }],
});

/**
 * What it costs that many readers hear within two seconds of what hardly ever happens: asking for it, and being told. The
 * same server, the same events; requests, bytes and CPU of the server process while that goes on.
 */
export async function cost({ readers = [1_000], nodeArguments }: Options) {
  const fileOf = await bundle(["servers/inkwire", "load/readers", "load/pollers"]);
  await using stack = await startStack();
  console.log(machineFacts());
  for (const count of readers) {
    const rows: string[][] = [];
    const measure = async (name: string, run: (server: Child) => Promise<Traffic & { requests: number }>) => {
      await using outbox = await Outbox.connect(stack.databaseUrl);
      await using server = await startInkwire(fileOf("servers/inkwire"), stack, nodeArguments);
      await outbox.announceAll(10);
      await outbox.drained();
      const happening = setInterval(() => void outbox.announceAll(1), eventEverySeconds * 1_000);
      const usage = { cpu: 0, queries: 0 };
      try {
        const queries = await server.ask<number>("queries");
        const cpu = cpuMicros(server.ready.pids);
        const { requests, bytesUp, bytesDown } = await run(server);
        usage.cpu = cpuMicros(server.ready.pids) - cpu;
        usage.queries = (await server.ask<number>("queries")) - queries;
        rows.push([
          name,
          figure(requests / seconds),
          figure(usage.queries / seconds),
          figure(bytesUp / 1_000 / seconds),
          figure(bytesDown / 1_000 / seconds),
          figure(usage.cpu / 1e4 / seconds),
        ]);
      } finally {
        clearInterval(happening);
      }
    };
    const polling = (everyMs: number, path: string, body?: string) => async (server: Child) => {
      await using pollers = await Child.start(fileOf("load/pollers"));
      const asked: Polling = { port: server.ready.port, path, count, everyMs, seconds, ...(body && { body }) };
      const polled = await pollers.ask<Polled>("poll", asked);
      if (polled.failures > 0) throw new Error(`${polled.failures} of ${polled.requests} polls failed`);
      return polled;
    };
    await measure("polling the feed each 2 s", polling(2_000, feedPath));
    await measure(
      "polling as Inkwire does where streams do not pass, each 10 s",
      polling(10_000, "/api/live", quietPoll),
    );
    await measure("streams", async (server) => {
      await using pool = await ReaderPool.start(fileOf("load/readers"));
      await pool.open({ port: server.ready.port, path: onPublishedPath(), readyWhen: trpcReady }, count);
      await sleep(seconds * 1_000);
      return { requests: count, ...(await pool.traffic()) };
    });
    printTable(
      `${count} readers over ${seconds} seconds in which ${Math.floor(seconds / eventEverySeconds)} stories are published`,
      ["", "requests/s", "queries/s", "KB/s up", "KB/s down", "server CPU %"],
      rows,
    );
  }
}
