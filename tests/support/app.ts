import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEnv } from "@/platform/env";
import { type Running, startServer } from "@/server/start";
import { type StockClient, stockClient } from "./client";
import { cloneDatabase } from "./database";
import { freePort } from "./redis";

export interface Person {
  id: string;
  handle: string;
  cookie: string;
  api: StockClient;
}

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
    return signUp(this.url, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.stop();
    await this.dispose();
  }
}

export const secret = "a-secret-for-tests-that-is-long-enough";

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

/** Signs a new member up at any running server, from a page at `origin`. */
export async function signUp(url: string, handle: string, origin = url): Promise<Person> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({
      name: `The ${handle}`,
      handle,
      email: `${handle}@inkwire.example`,
      password: "correct horse battery",
    }),
  });
  if (!response.ok) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
  const { user } = (await response.json()) as { user: { id: string } };
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return { id: user.id, handle, cookie, api: stockClient(url, cookie) };
}
