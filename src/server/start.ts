import { once } from "node:events";
import { startJobs } from "@/jobs/start";
import { openRedisClient } from "@/live/redis-link";
import { type Live, startLive } from "@/live/start";
import { startWatch } from "@/modules/admin/watch";
import { startAuth } from "@/modules/member/auth";
import { startPresence } from "@/modules/presence/rooms";
import { connectDatabase } from "@/platform/db";
import { startEmbeddedPostgres } from "@/platform/embedded-postgres";
import type { Env } from "@/platform/env";
import { StartError } from "@/platform/errors";
import { log } from "@/platform/log";
import { migrate } from "@/platform/migrations";
import { startRateLimits } from "@/platform/rate-limit";
import { startSealing } from "@/platform/seal";
import { startTracing } from "@/platform/tracing";
import { version } from "@/platform/version";
import { createAddressOf } from "./address";
import { keptSecret } from "./data-directory";
import { createHttpServer, type Handler, type HttpServer } from "./http";
import { createConnectLimits } from "./limits";
import { listen } from "./listen";

/** How long requests may take to finish once the process is to stop, in milliseconds. */
export const drainDeadlineMs = 10_000;
/**
 * Streams are ended over this time: in one second a fifth of them at most, even if all readers were at this process. The
 * rest of the deadline is for the last requests.
 */
const streamDrainMs = 5_000;

/**
 * How long connections without a request are kept for a proxy that does not know yet that this process stops: it may be
 * sending one just now. Browsers and our clients try again by themselves.
 */
const lingerMs = 2_000;

export interface Running {
  port: number;
  http: HttpServer;
  live: Live;
  /** Takes no new connections, lets readers and running requests finish, then stops everything that was started. */
  stop(): Promise<void>;
}

/** A Redis that has not answered for this long is away: a command must not wait for its limit. */
const limitAnswerMs = 1_000;

export interface StartOptions {
  env: Env;
  /** What answers everything that is not ours. Called once the database and the live engine run. */
  pages(http: HttpServer, port: number): Promise<{ handle: Handler; close(): Promise<void> }>;
  /** Told what happens, in words for a person. */
  say(text: string): void;
}

/**
 * Starts this process: port, database, migrations, accounts, live engine, pages, in this order.
 * @throws StartError for what the operator can mend; what had been started by then is stopped again.
 */
export async function startServer({ env, pages, say }: StartOptions): Promise<Running> {
  /** Stopped in reverse. */
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) {
      await step().catch((error) => log().error({ err: error }, "stopping: a step failed"));
    }
  };
  try {
    stops.push(await startTracing(env.otlpEndpoint));
    const http = createHttpServer();
    const port = await listen(http.server, env.port, env.host);
    stops.push(async () => http.server.closeAllConnections());

    let { databaseUrl } = env;
    if (!databaseUrl) {
      say("Starting the embedded PostgreSQL …");
      const postgres = await startEmbeddedPostgres(env.dataDir);
      stops.push(() => postgres.stop());
      databaseUrl = postgres.url;
    }
    const applied = await migrate(databaseUrl).catch((error: unknown) => {
      throw env.databaseUrl ? unusable(error) : error;
    });
    if (applied.length > 0) say(`Migrated the database: ${applied.join(", ")}`);
    const db = connectDatabase(databaseUrl);
    stops.push(() => db.$disconnect());
    const secret = env.authSecret ?? keptSecret(env.dataDir, "auth-secret");
    startAuth(secret);
    startSealing(secret, env.previousAuthSecret);

    const live = await startLive({ databaseUrl, redisUrl: env.redisUrl, log: log() });
    stops.push(() => live.stop());
    const presence = await startPresence(log());
    stops.push(() => presence.stop());
    stops.push(await startWatch({ kind: "server", version, live, log: log() }));
    if (env.worksInline) {
      const jobs = await startJobs({ databaseUrl, log: log() });
      stops.push(() => jobs.stop());
    }

    const { handle, close } = await pages(http, port);
    stops.push(close);
    const limitStore = env.redisUrl ? openRedisClient(env.redisUrl, limitAnswerMs) : null;
    limitStore?.on("error", () => {}); // the bus reports a Redis that is away; limits go on per process
    startRateLimits(limitStore);
    stops.push(async () => limitStore?.disconnect());

    const limits = createConnectLimits(env);
    stops.push(async () => limits.close());
    const streams = { connections: live.connections, admit: limits.admit };
    http.open({ live, streams, pages: handle, addressOf: createAddressOf(env.trustProxy) });
    stops.push(() => drain(http, live, env.trustProxy === 0 ? 0 : lingerMs));
    log().info({ port, bus: env.redisUrl ? "redis" : "in-process" }, "ready");
    return { port, http, live, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function drain(http: HttpServer, live: Live, idleMs: number): Promise<void> {
  const closed = once(http.server, "close");
  await http.leave();
  live.connections.drain(streamDrainMs);
  // In the turn after: what came while this process stood still is read by then, and its connection no longer idle.
  setTimeout(() => setImmediate(() => http.server.closeIdleConnections()), idleMs);
  const deadline = new Promise((resolve) => setTimeout(resolve, drainDeadlineMs).unref());
  await Promise.race([closed, deadline]);
}

function unusable(error: unknown): unknown {
  const { code, message } = (error ?? {}) as NodeJS.ErrnoException;
  return code ? new StartError(`DATABASE_URL: the database cannot be used (${message || code}).`) : error;
}
