import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { inject } from "vitest";
import { secret } from "./people";
import { freePort } from "./redis";

export interface AppProcess extends AsyncDisposable {
  url: string;
  child: ChildProcess;
  /** Ends it as SIGKILL does: nothing is finished. */
  kill(): Promise<void>;
}

/**
 * One of several server processes on one database.
 * @throws with what it said when it refused to start.
 */
export async function startAppProcess(options: {
  databaseUrl: string;
  redisUrl?: string;
  port?: number;
  env?: Record<string, string>;
  /** Passed to Node itself. */
  nodeArgs?: string[];
}): Promise<AppProcess> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { REDIS_URL: _, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [...["--import", "./scripts/end-with-parent.mjs"], ...(options.nodeArgs ?? []), inject("programs").app],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...inherited,
        PORT: String(port),
        HOST: "127.0.0.1",
        DATABASE_URL: options.databaseUrl,
        APP_URL: url,
        AUTH_SECRET: secret,
        INKWIRE_CONNECT_LIMIT: "off",
        LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
        ...options.env,
        ...(options.redisUrl && { REDIS_URL: options.redisUrl }),
      },
    },
  );
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  const ready = new Promise<"ready">((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => line === "ready" && resolve(line));
  });
  const outcome = await Promise.race([ready, ended.then(() => "ended")]);
  if (outcome === "ended") throw new Error(said.trim());
  return { url, child, kill, [Symbol.asyncDispose]: kill };
}
