/**
 * `npm run bench -- fanout|latency|jobs|reconnect|relay|connect|cost|scale [--readers 1000,5000] [--rounds 3] [--events 20]
 * [--servers inkwire,write] [--profile directory]`: measures Inkwire on this machine, and others beside it.
 * docs/benchmarks.md says what is measured and what came out.
 */
import { connect } from "./connect";
import { cost } from "./cost";
import { fanout } from "./fanout/fanout";
import { jobs } from "./jobs";
import { latency } from "./latency";
import { openFilesLimit } from "./measure/machine";
import { type Options, readOptions } from "./options";
import { stopStacks } from "./processes/stack";
import { reconnect } from "./reconnect";
import { relay } from "./relay";
import { scale } from "./scale";

const benchmarks: Record<string, (options: Options) => Promise<void>> = {
  fanout,
  latency,
  jobs,
  reconnect,
  relay,
  connect,
  cost,
  scale,
};

// Servers and readers end by themselves when we are gone (processes/child.ts).
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stopStacks().finally(() => process.exit(130)));
}

try {
  const { benchmark, options } = readOptions(process.argv.slice(2));
  const run = benchmarks[benchmark ?? ""];
  if (!run) throw new Error(`Say which: npm run bench -- ${Object.keys(benchmarks).join("|")}`);
  const most = Math.max(0, ...(options.readers ?? []));
  if (most + 500 > openFilesLimit()) throw new Error(`${most} readers need a higher limit on open files: ulimit -n`);
  await run(options);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
