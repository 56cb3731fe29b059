/** `npm run worker`: runs jobs in a process of its own, beside servers with INKWIRE_WORKER=off. */
import { startJobs } from "@/jobs/start";
import { startLive } from "@/live/start";
import { startWatch } from "@/modules/admin/watch";
import { connectDatabase } from "@/platform/db";
import { readEnv } from "@/platform/env";
import { StartError } from "@/platform/errors";
import { log } from "@/platform/log";
import { migrate } from "@/platform/migrations";
import { startSealing } from "@/platform/seal";
import { startTracing } from "@/platform/tracing";
import { version } from "@/platform/version";
import { startWorkerHttp } from "@/server/worker-http";
import { loadDotEnv } from "./run";

loadDotEnv();

async function startWorker(): Promise<() => Promise<void>> {
  const { databaseUrl, redisUrl, otlpEndpoint, authSecret, previousAuthSecret, workerPort, host } = readEnv(
    process.env,
  );
  if (!databaseUrl || !redisUrl || !authSecret) {
    const missing = [!databaseUrl && "DATABASE_URL", !redisUrl && "REDIS_URL"].filter(Boolean).join(" and ");
    throw new StartError(
      `${missing}: not set, and required for a separate worker: it shares the database with the servers and tells them ` +
        "through Redis how jobs get on. With one process, leave INKWIRE_WORKER at inline and run no worker.",
    );
  }
  const stopTracing = await startTracing(otlpEndpoint);
  const http = workerPort === undefined ? null : await startWorkerHttp(workerPort, host);
  await migrate(databaseUrl);
  startSealing(authSecret, previousAuthSecret);
  const db = connectDatabase(databaseUrl);
  const live = await startLive({ databaseUrl, redisUrl, log: log() });
  const jobs = await startJobs({ databaseUrl, log: log() });
  const stopWatch = await startWatch({ kind: "worker", version, live, log: log() });
  http?.open(live);
  log().info("worker ready");
  return async () => {
    await stopWatch();
    await jobs.stop();
    await live.stop();
    await db.$disconnect();
    await stopTracing();
    http?.stop();
  };
}

const started = startWorker().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof StartError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(1);
});

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, async () => {
    if (stopping) process.exit(1); // asked twice: at once
    stopping = true;
    await (await started)();
    process.exit(0);
  });
}
