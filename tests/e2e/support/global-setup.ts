import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eventually } from "../../support/eventually";
import { prose } from "../../support/prose";
import { startRedis } from "../../support/redis";
import { startWriterServer } from "../../support/writer-server";
import { applicationUrl } from "./address";

/** The production build, as a person starts it: embedded database, demo stories, and a Redis. */
export default async function setUp() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "inkwire-e2e-"));
  chmodSync(dataDir, 0o755);
  const redis = await startRedis();
  // Slow enough to be watched, and to be reloaded in the middle.
  const pieces = ["# The Far Bank\n\n", ...prose(300).split(/(?<= )/)];
  const writer = await startWriterServer({ pieces, everyMs: 20 });
  const port = Number(process.env.INKWIRE_TEST_PORT);
  const server = spawn(
    process.execPath,
    ["--enable-source-maps", "--import", "./scripts/end-with-parent.mjs", "dist/server.mjs"],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        PORT: String(port),
        APP_URL: applicationUrl,
        INKWIRE_DATA_DIR: dataDir,
        REDIS_URL: redis.url,
        // Lets each sign-up come from an address of its own; people share one, and sign-ups per address are limited.
        INKWIRE_TRUST_PROXY: "1",
        GENERATOR_URL: writer.url,
        GENERATOR_MODEL: "scribe-1",
        DATABASE_URL: "",
        LOG_LEVEL: "warn",
      },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await eventually("the server is ready", async () => (await fetch(`${url}/api/health`)).ok, 60_000);
  process.env.INKWIRE_TEST_URL = url;
  process.env.INKWIRE_TEST_DATABASE_URL = databaseUrlOf(dataDir);
  return async () => {
    await stop(server);
    await redis.stop();
    await writer[Symbol.asyncDispose]();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Of the embedded database, by what it has written down. */
function databaseUrlOf(dataDir: string): string {
  const password = readFileSync(path.join(dataDir, "postgres-password"), "utf8").trim();
  const port = readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[3];
  return `postgresql://inkwire:${password}@127.0.0.1:${port}/inkwire`;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}
