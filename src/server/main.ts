import { once } from "node:events";
import next from "next";
import { startLive } from "@/live/start";
import { startAuth } from "@/modules/member/auth";
import { connectDatabase } from "@/platform/db";
import { startEmbeddedPostgres } from "@/platform/embedded-postgres";
import { env } from "@/platform/env";
import { StartError } from "@/platform/errors";
import { log } from "@/platform/log";
import { migrate } from "@/platform/migrations";
import { seedDemo } from "../../prisma/seed/seed";
import { keptSecret } from "./data-directory";
import { createHttpServer } from "./http";
import { listen } from "./listen";

/** How long requests may take to finish after SIGTERM, in milliseconds. */
const drainDeadlineMs = 10_000;
/** Readers of drained streams come back within this time, so that they do not all arrive at once. */
const reconnectSpreadMs = 3_000;

/** What has been started, in order; stopped in reverse. */
const stops: (() => Promise<void>)[] = [];

async function start(): Promise<void> {
  const { port, host, databaseUrl: givenDatabase, redisUrl, dataDir, authSecret, appUrl, demo, production } = env();
  const http = createHttpServer();
  const boundPort = await listen(http.server, port, host);
  stops.push(async () => void http.server.closeAllConnections());

  let databaseUrl = givenDatabase;
  if (!databaseUrl) {
    say("Starting the embedded PostgreSQL …");
    const postgres = await startEmbeddedPostgres(dataDir);
    stops.push(() => postgres.stop());
    databaseUrl = postgres.url;
  }
  const applied = await migrate(databaseUrl).catch((error) => {
    if (error instanceof Error && "code" in error && givenDatabase) {
      throw new StartError(`DATABASE_URL: the database cannot be used (${error.message}).`);
    }
    throw error;
  });
  if (applied.length > 0) say(`Migrated the database: ${applied.join(", ")}`);
  const db = connectDatabase(databaseUrl);
  stops.push(() => db.$disconnect());
  startAuth(authSecret ?? keptSecret(dataDir, "auth-secret"));

  const live = await startLive({ databaseUrl, redisUrl, log: log() });
  stops.push(() => live.stop());
  if (demo && (await seedDemo())) say("Added the demo members and their stories");

  const app = next({ dev: !production, dir: process.cwd(), httpServer: http.server, port: boundPort });
  await app.prepare();
  stops.push(() => app.close());
  const servePage = app.getRequestHandler();
  http.open({ live, pages: (request, response) => servePage(request, response) });

  stops.push(async () => {
    http.refuse();
    http.server.close();
    live.connections.drain(reconnectSpreadMs);
    http.server.closeIdleConnections();
    await Promise.race([
      once(http.server, "close"),
      new Promise((resolve) => setTimeout(resolve, drainDeadlineMs).unref()),
    ]);
  });
  log().info({ port: boundPort, bus: redisUrl ? "redis" : "in-process" }, "ready");
  say(`\n  Inkwire is at ${port === 0 ? `http://localhost:${boundPort}` : appUrl}`);
  if (demo) say("  Sign in as demo@inkwire.example with the password  tell-me-a-story");
  say("");
}

/** For the person at the terminal; the log is for machines. */
function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

let stopping = false;

async function stop(): Promise<void> {
  for (const step of stops.splice(0).reverse()) {
    await step().catch((error) => log().error({ err: error }, "stopping: a step failed"));
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, async () => {
    if (stopping) process.exit(1); // asked twice: at once
    stopping = true;
    await stop();
    process.exit(0);
  });
}

try {
  await start();
} catch (error) {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`Inkwire could not start: ${error instanceof Error ? error.stack : error}\n`);
  stopping = true;
  await stop();
  process.exit(1);
}
