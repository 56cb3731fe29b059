/**
 * `npm test`: everything. Integration and end-to-end tests start their own PostgreSQL and Redis and never touch one that was
 * running before.
 */
import { buildIfStale } from "./build-if-stale";
import { auditDependencies, check } from "./check";
import { bin, step } from "./run";
import { missingPrograms } from "./setup-tests.mjs";

const missing = missingPrograms();
/** Suite → programs that it cannot do without. */
const suites = {
  Integration: ["redis-server", "nginx", "haproxy", "caddy", "epubcheck"],
  "End to end": ["redis-server", "chromium", "nginx"],
};
const skipped = Object.entries(suites).filter(([, needs]) => needs.some((program) => missing.includes(program)));
for (const [suite, needs] of skipped) {
  console.log(`Skipped: ${suite} (not found: ${needs.filter((program) => missing.includes(program)).join(", ")})`);
}
if (skipped.length > 0 && process.env.CI === "true") {
  console.error("A skipped suite is a failure in CI.");
  process.exit(1);
}
const runs = (suite: string) => !skipped.some(([name]) => name === suite);

/** In which the end-to-end tests run side by side. */
const parts = 3;

await check();
if (process.env.CI === "true") await auditDependencies();
if (runs("Integration")) await step("Integration tests", bin("vitest"), ["run", "--project", "integration"]);
if (runs("End to end")) {
  await buildIfStale();
  // Each part has a server, a database and a community of its own; a browser waits more than it works.
  const part = (n: number) =>
    step(
      `End-to-end tests, part ${n} of ${parts}`,
      bin("playwright"),
      ["test", `--shard=${n}/${parts}`, `--output=test-results/${n}`],
      {
        PLAYWRIGHT_HTML_OUTPUT_DIR: `playwright-report/${n}`,
      },
    );
  await Promise.all(Array.from({ length: parts }, (_, index) => part(index + 1)));
}
console.log(
  skipped.length > 0
    ? `\nAll passed, but for what was skipped: ${skipped.map(([name]) => name).join(", ")}`
    : "\nAll passed",
);
