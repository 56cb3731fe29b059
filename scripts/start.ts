/** `npm start`: builds if anything changed, and runs everything in this one process. */

import { createServer } from "node:http";
import path from "node:path";
import { readEnv } from "@/platform/env";
import { StartError } from "@/platform/errors";
import { listen } from "@/server/listen";
import { buildIfStale } from "./build-if-stale";
import { loadDotEnv } from "./run";

process.env.NEXT_TELEMETRY_DISABLED = "1";
Object.assign(process.env, { NODE_ENV: "production" });
loadDotEnv();
try {
  // Before a minute of building, not after it.
  const { port, host } = readEnv(process.env);
  const probe = createServer();
  await listen(probe, port, host);
  await new Promise((resolve) => probe.close(resolve));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
await buildIfStale();
await import(path.resolve("dist/server.mjs"));
