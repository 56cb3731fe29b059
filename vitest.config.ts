import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve("src") };
// A zone with a quarter-hour offset, so that an implicit time zone shows as a wrong time.
const env = { TZ: "Asia/Kathmandu", NODE_ENV: "test" as const, LOG_LEVEL: "silent" };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          environment: "node",
          env,
          // What takes for ever, takes longer on any machine.
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          environment: "node",
          env,
          globalSetup: ["tests/support/global-setup.ts"],
          pool: "forks",
          // More than the cores of a small machine: much of a test is waiting for what others do.
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
