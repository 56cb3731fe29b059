import { parseArgs } from "node:util";

/** What can be said on the command line; each benchmark has defaults of its own. */
export interface Options {
  /** Numbers of readers, one table for each. */
  readers: number[] | undefined;
  rounds: number | undefined;
  events: number | undefined;
  /** Names of the servers to compare; all where unset. */
  servers: string[] | undefined;
  /** Arguments for the Node processes that are measured, such as those that write a CPU profile. */
  nodeArguments: string[];
}

function counts(text: string | undefined, flag: string): number[] | undefined {
  if (text === undefined) return undefined;
  const values = text.split(",").map(Number);
  if (values.every((value) => Number.isInteger(value) && value > 0 && value <= 1_000_000)) return values;
  throw new Error(`--${flag}: given ${text}, accepted: whole numbers separated by commas, such as 1000,5000`);
}

export function readOptions(args: string[]): { benchmark: string | undefined; options: Options } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      readers: { type: "string" },
      rounds: { type: "string" },
      events: { type: "string" },
      servers: { type: "string" },
      profile: { type: "string" },
    },
  });
  return {
    benchmark: positionals[0],
    options: {
      readers: counts(values.readers, "readers"),
      rounds: counts(values.rounds, "rounds")?.[0],
      events: counts(values.events, "events")?.[0],
      servers: values.servers?.split(","),
      nodeArguments: values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`],
    },
  };
}
