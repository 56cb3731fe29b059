import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundle } from "./bundle";
import { bin, step } from "./run";

const sources = [
  "src",
  "scripts/worker.ts",
  "scripts/migrate.ts",
  "scripts/bundle.ts",
  "prisma/seed",
  "public",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
];
/** What runs in production, as `dist/{name}.mjs`. */
export const programs = { server: "src/server/main.ts", worker: "scripts/worker.ts", migrate: "scripts/migrate.ts" };

/** Names what the build in place was made from; written last, so that an interrupted build counts as none. */
const stamp = "dist/built-from";

function filesBelow(entry: string): string[] {
  if (!existsSync(entry)) return [];
  if (path.extname(entry)) return [entry];
  return readdirSync(entry, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name));
}

function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of sources.flatMap(filesBelow).sort()) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

export async function build(): Promise<void> {
  const from = fingerprint();
  await bundle(programs, "dist");
  await step("Building the pages", bin("next"), ["build"], { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" });
  writeFileSync(stamp, from);
}

/** Builds unless the build in place was made from just these sources. */
export async function buildIfStale(): Promise<void> {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint()) return;
  await build();
}
