import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { pathOf } from "../../scripts/setup-tests.mjs";
import { cloneDatabase } from "../support/database";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { type Person, signUp } from "../support/people";
import { startAppProcess } from "../support/processes";
import { freePort, startRedis } from "../support/redis";
import { ResumingReader } from "../support/resuming-reader";
import { seqOf } from "../support/socket-reader";

const nginx = pathOf("nginx");

/** deploy/nginx.conf as it stands but for addresses and TLS. */
async function startNginx(upstreams: string[]) {
  const dir = mkdtempSync(path.join(tmpdir(), "inkwire-upgrade-"));
  const port = await freePort();
  const servers = upstreams.map((url) => `server ${new URL(url).host} max_fails=0;`).join("\n");
  const config = readFileSync("deploy/nginx.conf", "utf8")
    .replace(/server app-1:3000.*\n/, `${servers}\n`)
    .replace(/.*server app-2:3000.*\n/, "")
    .replace("listen 443 ssl http2", `listen 127.0.0.1:${port}`)
    .replace(/.*ssl_certificate.*\n/g, "")
    .replaceAll("/var/log/nginx", dir);
  const file = path.join(dir, "nginx.conf");
  writeFileSync(file, `daemon off; pid ${dir}/nginx.pid; error_log ${dir}/error.log;\n${config}`);
  const child: ChildProcess = spawn(nginx ?? "nginx", ["-c", file], { stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${port}`;
  await eventually("nginx answers", async () => (await fetch(`${url}/api/health/live`)).ok);
  return {
    url,
    errors: () => readFileSync(`${dir}/error.log`, "utf8"),
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

test.skipIf(!nginx)(
  "an upgrade behind nginx: each process in turn, no failed request, no lost event",
  {
    timeout: 180_000,
  },
  async () => {
    await using database = await cloneDatabase();
    await using redis = await startRedis();
    await using log = await EventLog.connect(database.url);
    const appUrl = `http://127.0.0.1:${await freePort()}`;
    const options = {
      databaseUrl: database.url,
      redisUrl: redis.url,
      env: { INKWIRE_TRUST_PROXY: "1", APP_URL: appUrl },
    };
    const processes = await Promise.all(Array.from({ length: 3 }, () => startAppProcess(options)));
    await using _ = {
      [Symbol.asyncDispose]: () => Promise.all(processes.map((process) => process.kill())).then(() => {}),
    };
    await using proxy = await startNginx(processes.map(({ url }) => url));
    const [first] = processes;
    if (!first) throw new Error("no process");
    // Accounts are made at the address that people type; here that is each process's own word for it.
    const people: Person[] = await Promise.all(["ada", "ben"].map((name) => signUp(first.url, name, appUrl)));

    const start = await log.cursor();
    const readers = Array.from(
      { length: 60 },
      () => new ResumingReader(() => proxy.url, "story.onPublished", {}, start),
    );
    await eventually("all are connected", () => readers.every(({ connects }) => connects === 1), 30_000);

    let running = true;
    const failures: string[] = [];
    const counts = { queries: 0, mutations: 0 };
    const ask = async (what: string, request: () => Promise<Response>): Promise<void> => {
      try {
        const response = await request();
        const text = await response.text();
        if (!response.ok) failures.push(`${what}: ${response.status} ${text.slice(0, 200)}`);
      } catch (error) {
        failures.push(`${what}: ${error instanceof Error ? `${error.message} ${error.cause ?? ""}` : error}`);
      }
    };
    const query = async () => {
      while (running) {
        await ask("query", () => fetch(`${proxy.url}/api/trpc/story.feed?input=${encodeURIComponent('{"limit":3}')}`));
        counts.queries++;
      }
    };
    const titles: string[] = [];
    const mutate = async ({ cookie, handle }: Person) => {
      while (running) {
        const title = `${handle} ${counts.mutations++}`;
        titles.push(title);
        const headers = { "content-type": "application/json", cookie, origin: appUrl };
        const body = JSON.stringify({ title, body: "Text." });
        await ask("mutation", () => fetch(`${proxy.url}/api/trpc/story.create`, { method: "POST", headers, body }));
        await sleep(50); // somebody who writes, and keeps within the two thousand stories of an hour
      }
    };
    const announce = async () => {
      while (running) {
        await log.announce(1);
        await sleep(100);
      }
    };
    const traffic = Promise.all([query(), query(), ...people.map(mutate), announce()]);

    for (const [index, process] of processes.entries()) {
      process.child.kill("SIGTERM");
      await eventually("it ends with 0", () => process.child.exitCode === 0, 30_000);
      processes[index] = await startAppProcess({ ...options, port: Number(new URL(process.url).port) });
      const served = counts.queries;
      await eventually("requests go on", () => counts.queries > served + 20, 30_000);
    }
    running = false;
    await traffic;

    console.log(`${counts.queries} queries, ${counts.mutations} mutations, ${titles.length} stories`);
    expect(failures, proxy.errors()).toEqual([]);
    const created = await log.query<{ title: string }>(`SELECT title FROM "Story" ORDER BY title`);
    expect(created.map(({ title }) => title).sort()).toEqual(titles.sort());
    const expected = await log.seqsAfter(start);
    for (const reader of readers) {
      await eventually("a reader has all", () => reader.ids.length >= expected.length, 30_000);
      expect(reader.ids.map(seqOf)).toEqual(expected);
      expect(reader.resyncs).toBe(0);
    }
    expect(Math.max(...readers.map(({ connects }) => connects))).toBeGreaterThan(1);
    await Promise.all(readers.map((reader) => reader.stop()));
  },
);
