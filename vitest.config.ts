import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const alias = { "@": path.resolve("src") };
// A zone with a quarter-hour offset, so that an implicit time zone shows as a wrong time.
const env = { TZ: "Asia/Kathmandu", NODE_ENV: "test" as const, LOG_LEVEL: "silent" };

/** Integration tests of a minute and more. */
const longest = [
  "access-matrix",
  "killed-workers",
  "chaos",
  "hostile-requests",
  "presence",
  "limits",
  "crash",
  "start",
  "job-workers",
  "rolling-restart",
].map((name) => path.resolve(`tests/integration/${name}.test.ts`));

/** They begin first: one that begins last has the machine to itself, and everybody waits. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isShort = ({ moduleId }: TestSpecification) => (longest.includes(moduleId) ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => isShort(a) - isShort(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          environment: "node",
          env,
          // Vitest leaves one core to itself, which has little to do here.
          maxWorkers: "100%",
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
