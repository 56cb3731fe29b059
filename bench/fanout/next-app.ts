import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Builds the tiny application in which stock tRPC is measured in Next, unless it is built. */
export function buildNextApp(): void {
  if (existsSync("bench/next-app/.next/BUILD_ID")) return;
  console.log("Building bench/next-app …");
  const { status } = spawnSync("node_modules/.bin/next", ["build", "bench/next-app"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error("bench/next-app could not be built");
}
