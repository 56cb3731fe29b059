import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/platform/embedded-postgres";
import { migrate } from "@/platform/migrations";
import { bundle } from "../../scripts/bundle";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a PostgreSQL that this run started; databases in it are made and dropped at will. */
    postgresUrl: string;
    /** Its name; it is cloned for each app under test, which takes a few tens of milliseconds. */
    templateDatabase: string;
    /** Of a server without pages, and of a worker: bundled, since a process then starts in half the time. */
    programs: { app: string; worker: string };
  }
}

const templateDatabase = "inkwire_template";

export default async function setup(project: TestProject) {
  const directory = mkdtempSync(path.join(tmpdir(), "inkwire-tests-"));
  chmodSync(directory, 0o755); // PostgreSQL runs under another user where we are root
  const postgres = await startEmbeddedPostgres(directory, true);
  const url = new URL(postgres.url);
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateDatabase}`);
  await admin.end();
  url.pathname = `/${templateDatabase}`;
  await migrate(url.href);
  project.provide("postgresUrl", postgres.url);
  project.provide("templateDatabase", templateDatabase);
  project.provide("programs", await bundlePrograms());
  return async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}

/** Below node_modules, so that they find their packages; as the production server is. */
async function bundlePrograms(): Promise<{ app: string; worker: string }> {
  const directory = path.resolve("node_modules/.cache/inkwire-tests");
  await bundle({ app: "tests/support/app-process.ts", worker: "scripts/worker.ts" }, directory, "inside");
  return { app: path.join(directory, "app.mjs"), worker: path.join(directory, "worker.mjs") };
}
