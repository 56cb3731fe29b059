import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/platform/embedded-postgres";
import { migrate } from "@/platform/migrations";
import { sleep } from "../measure/clock";

/** PostgreSQL and, where redis-server is on the PATH, Redis: new, empty, on loopback, and gone with `stop`. */
export interface Stack extends AsyncDisposable {
  databaseUrl: string;
  /** Undefined where there is no redis-server: events then stay within the server process. */
  redisUrl: string | undefined;
}

export const hasProgram = (name: string): boolean => spawnSync("which", [name]).status === 0;

const running = new Set<Stack>();

/** Stops what is still running, for a benchmark that is interrupted. */
export async function stopStacks(): Promise<void> {
  await Promise.all([...running].map((stack) => stack[Symbol.asyncDispose]()));
}

/** @param durable true flushes every commit to disk, as production does. */
export async function startStack({ durable = false } = {}): Promise<Stack> {
  const directory = mkdtempSync(path.join(tmpdir(), "inkwire-bench-"));
  chmodSync(directory, 0o755); // PostgreSQL runs under another user where we are root
  const postgres = await startEmbeddedPostgres(directory, !durable);
  await migrate(postgres.url);
  const redis = hasProgram("redis-server") ? await startRedis() : undefined;
  const stack: Stack = {
    databaseUrl: postgres.url,
    redisUrl: redis?.url,
    async [Symbol.asyncDispose]() {
      if (!running.delete(stack)) return;
      redis?.child.kill("SIGKILL");
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  running.add(stack);
  return stack;
}

async function startRedis(): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = spawn("redis-server", options, { stdio: "ignore" });
  process.once("exit", () => child.kill("SIGKILL"));
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await accepts(port)) return { url: `redis://127.0.0.1:${port}`, child };
    await sleep(50);
  }
  throw new Error("redis-server does not answer");
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const settle = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
