import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { eventually } from "../support/eventually";
import { freePort } from "../support/redis";

// Starting as a person does, with the embedded database, and every way in which that can be refused.

// A database is set up in some of them.
vi.setConfig({ testTimeout: 120_000 });

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "inkwire-start-"));
  chmodSync(directory, 0o755);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const app = ["--import", "./scripts/end-with-parent.mjs", inject("programs").app];

function start(env: Record<string, string>, args = app) {
  const { REDIS_URL: _, DATABASE_URL: __, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, LOG_LEVEL: "silent", HOST: "127.0.0.1", INKWIRE_DATA_DIR: directory, ...env },
  });
  const started = { child, out: "", err: "", ended: once(child, "exit") };
  child.stdout.on("data", (chunk) => {
    started.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    started.err += chunk;
  });
  return started;
}

/** Whether any process has its working files in the directory. */
const postgresRuns = () => existsSync(path.join(directory, "postgres", "postmaster.pid"));

test("the embedded database keeps its data over a restart, and ends with the server", async () => {
  const PORT = String(await freePort());
  for (let round = 0; round < 2; round++) {
    const server = start({ PORT });
    await eventually("ready", () => server.out.includes("ready"), 60_000);
    expect(await (await fetch(`http://127.0.0.1:${PORT}/api/health`)).json()).toMatchObject({ status: "ok" });
    server.child.kill("SIGTERM");
    expect(await server.ended).toEqual([0, null]);
    await eventually("PostgreSQL has ended", () => !postgresRuns());
  }
  expect(readdirSync(directory).toSorted()).toEqual(["auth-secret", "postgres", "postgres-password"]);
});

test("the embedded database also ends when the server is killed", async () => {
  const server = start({ PORT: String(await freePort()) });
  await eventually("ready", () => server.out.includes("ready"), 60_000);
  server.child.kill("SIGKILL");
  await eventually("PostgreSQL has ended", () => !postgresRuns(), 20_000);
});

test("a server that a script started ends in order when the script is killed", async () => {
  const PORT = String(await freePort());
  const launch = `require("node:child_process").spawn(process.execPath, ${JSON.stringify(app)}, { stdio: "inherit" })`;
  const script = start({ PORT }, ["-e", launch]);
  await eventually("ready", () => script.out.includes("ready"), 60_000);
  script.child.kill("SIGKILL");
  await eventually("PostgreSQL has ended", () => !postgresRuns(), 20_000);
  await expect(fetch(`http://127.0.0.1:${PORT}/api/health/live`)).rejects.toThrow();
});

test("a data directory in use is refused in one sentence, and the one that uses it goes on", async () => {
  const PORT = String(await freePort());
  const first = start({ PORT });
  await eventually("ready", () => first.out.includes("ready"), 60_000);
  const second = start({ PORT: String(await freePort()) });
  expect(await second.ended).toEqual([1, null]);
  expect(second.err).toMatch(
    /^INKWIRE_DATA_DIR: \S+ is in use by a running instance \(PostgreSQL is process \d+\)\. Stop that one, or set INKWIRE_DATA_DIR to another directory\.\n$/,
  );
  expect((await fetch(`http://127.0.0.1:${PORT}/api/health`)).status).toBe(200);
  first.child.kill("SIGTERM");
  await first.ended;
});

test("a port that is taken is refused in one sentence, before anything is made", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const server = start({ PORT: String(port) });
  expect(await server.ended).toEqual([1, null]);
  expect(server.err).toBe(`PORT: ${port} is taken by another program. Stop that one, or set PORT to another number.\n`);
  expect(readdirSync(directory)).toEqual([]);
  taken.close();
});

test("a data directory that cannot be one is refused in one sentence", async () => {
  const file = path.join(directory, "a-file");
  writeFileSync(file, "");
  const server = start({ PORT: String(await freePort()), INKWIRE_DATA_DIR: path.join(file, "below") });
  expect(await server.ended).toEqual([1, null]);
  expect(server.err).toMatch(
    /^INKWIRE_DATA_DIR: \S+ cannot be written \(ENOTDIR\)\. Make it writable, or set INKWIRE_DATA_DIR to another directory\.\n$/,
  );
});

test("a database that cannot be reached is refused by its variable, without its password", async () => {
  const DATABASE_URL = inject("postgresUrl").replace(/:\d+\/.*$/, `:${await freePort()}/inkwire`);
  const server = start({
    PORT: String(await freePort()),
    DATABASE_URL,
    AUTH_SECRET: "x".repeat(32),
    APP_URL: "http://localhost",
  });
  expect(await server.ended).toEqual([1, null]);
  expect(server.err).toMatch(/^DATABASE_URL: the database cannot be used \(.*ECONNREFUSED.*\)\.\n$/);
  expect(server.err).not.toContain(new URL(inject("postgresUrl")).password);
});

test("a wrong variable is refused by its name", async () => {
  const server = start({ PORT: "eighty" });
  expect(await server.ended).toEqual([1, null]);
  expect(server.err).toContain('PORT: given "eighty", accepted: a port number from 0 to 65535');
});
