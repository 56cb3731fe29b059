import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** The environment of a Node process, and of all that it starts, none of which outlives the one that started it. */
export function endingWithParent(): NodeJS.ProcessEnv {
  const preload = `--import=${pathToFileURL("scripts/end-with-parent.mjs")}`;
  return { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} ${preload}`.trim() };
}

/** Runs a program of node_modules or of the system to its end, showing its output; true when it succeeded. */
export async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...endingWithParent(), ...env } });
  const [code] = await once(child, "exit");
  return code === 0;
}

/** Runs a named step, says how long it took, and ends this process if it failed. */
export async function step(
  name: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<void> {
  console.log(`\n— ${name}`);
  const begun = performance.now();
  if (!(await run(command, args, env))) {
    console.error(`— ${name}: failed`);
    process.exit(1);
  }
  console.log(`— ${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
}

export const bin = (name: string): string => `node_modules/.bin/${name}`;

/** Reads the configuration in `.env`, if there is one; variables that are set already win. */
export function loadDotEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
