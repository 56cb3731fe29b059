import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/platform/embedded-postgres";
import { migrate } from "@/platform/migrations";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a PostgreSQL that this run started; databases in it are made and dropped at will. */
    postgresUrl: string;
  }
}

/** Cloned for each app under test, which takes a few tens of milliseconds. */
export const templateDatabase = "inkwire_template";

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
  return async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
