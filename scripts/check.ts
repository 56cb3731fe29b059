/** `npm run check`: everything that needs no database and no browser, and the dependency audit. */
import { bin, step } from "./run";

export async function check(): Promise<void> {
  await step("Types", process.execPath, ["node_modules/@typescript/native/bin/tsc", "-p", "tsconfig.check.json"]);
  await step("Lint and format", bin("biome"), ["check", "."]);
  await step("Import rules", bin("depcruise"), [
    "src",
    "scripts",
    "prisma/seed",
    "--config",
    ".dependency-cruiser.cjs",
  ]);
  await step("Unused code", bin("knip"), []);
  await step("Unit tests", bin("vitest"), ["run", "--project", "unit"]);
}

export const auditDependencies = () =>
  step("Dependency audit", process.execPath, ["--import", "tsx", "scripts/audit.ts"]);

if (import.meta.filename === process.argv[1]) {
  await check();
  await auditDependencies();
}
