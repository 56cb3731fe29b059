import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { db } from "@/platform/db";
import { readEnv } from "@/platform/env";
import { type Running, startServer } from "@/server/start";
import { type StockClient, stockClient } from "./client";
import { cloneDatabase } from "./database";
import { type Person, secret, signUp } from "./people";
import { freePort } from "./redis";

/** The real server in this process, on a database of its own, without pages. One per test file: its state is global. */
export class App implements AsyncDisposable {
  constructor(
    readonly url: string,
    readonly databaseUrl: string,
    readonly running: Running,
    private readonly dispose: () => Promise<void>,
  ) {}

  get guest(): StockClient {
    return stockClient(this.url, null);
  }

  /** A new member, signed in. */
  async member(name = `m${randomUUID().slice(0, 8)}`): Promise<Person> {
    return signUp(this.url, name, this.url, keyOf);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.stop();
    await this.dispose();
  }
}

export async function startApp(options: { redisUrl?: string } = {}): Promise<App> {
  const database = await cloneDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "inkwire-app-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // auth and logger read the process's configuration as well
  Object.assign(process.env, {
    PORT: String(port),
    HOST: "127.0.0.1",
    DATABASE_URL: database.url,
    APP_URL: url,
    AUTH_SECRET: secret,
    INKWIRE_CONNECT_LIMIT: "off",
  });
  if (options.redisUrl) process.env.REDIS_URL = options.redisUrl;
  const running = await startServer({
    env: readEnv({ ...process.env, INKWIRE_DATA_DIR: dataDir }),
    say: () => {},
    pages: async () => ({ handle: (_, response) => void response.writeHead(404).end(), close: async () => {} }),
  });
  return new App(url, database.url, running, async () => {
    await database[Symbol.asyncDispose]();
    rmSync(dataDir, { recursive: true, force: true });
  });
}

/** Of the link that a mail brings. */
async function keyOf(handle: string): Promise<string> {
  const { key } = await db().signUp.findFirstOrThrow({ where: { handle }, select: { key: true } });
  return key;
}
