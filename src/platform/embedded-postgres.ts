import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { StartError } from "./errors";

export interface EmbeddedPostgres {
  url: string;
  /** Resolves when the database has shut down cleanly. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on `directory`, created at the first use, listening on a free port of the loopback interface. It stops
 * with `stop()`, and by itself when this process ends in any way.
 * @param scratch true for tests: nothing is flushed to disk.
 * @throws StartError when the directory is in use or cannot be written, or PostgreSQL does not start.
 */
export async function startEmbeddedPostgres(directory: string, scratch = false): Promise<EmbeddedPostgres> {
  const script = path.resolve("scripts/embedded-postgres.mjs");
  const keeper = spawn(process.execPath, [script, directory, ...(scratch ? ["--scratch"] : [])], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  const ended = once(keeper, "exit");
  const lines = createInterface({ input: keeper.stdout });
  const [line] = await Promise.race([once(lines, "line"), ended.then(() => [undefined])]);
  const answer = line ? (JSON.parse(String(line)) as { url?: string; error?: string }) : {};
  if (!answer.url) throw new StartError(answer.error ?? "The embedded PostgreSQL stopped before it was ready.");
  keeper.unref();
  return {
    url: answer.url,
    async stop() {
      keeper.ref(); // whoever waits for this does not end before it is done
      keeper.stdin.end();
      await ended;
    },
  };
}
