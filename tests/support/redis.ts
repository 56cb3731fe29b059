import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { Redis } from "ioredis";
import { eventually } from "./eventually";

export interface TestRedis extends AsyncDisposable {
  url: string;
  /** Kills the server; clients see their connections end. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

/** A Redis server of this test's own, which it may stop and start. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const redis: TestRedis = {
    url,
    async start() {
      child = spawn(
        "redis-server",
        ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        {
          stdio: "ignore",
        },
      );
      const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
      client.on("error", () => {}); // not up yet
      await eventually("Redis answers", async () => {
        if (client.status !== "ready") await client.connect();
        return (await client.ping()) === "PONG";
      });
      client.disconnect();
    },
    async stop() {
      if (!child || child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    [Symbol.asyncDispose]: () => redis.stop(),
  };
  await redis.start();
  return redis;
}

const given = new Set<number>();
/** Each of the processes in which tests run side by side has ports of its own. */
const firstPort = 12_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % 4) * 5_000;

/**
 * A port that nobody uses, and none that was given out before: whoever has one may not listen yet, or be stopped. Not one that the system gives out by itself (from 32768 on, or higher): such a one may become the
 * near end of anybody's connection while the server that is to have it again is stopped.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * 5_000);
    if (given.has(port)) continue;
    given.add(port);
    const server = createServer();
    const bound = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!bound) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
