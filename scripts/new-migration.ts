/**
 * Authors a migration from the difference between prisma/migrations and prisma/schema:
 *   npm run migrate:new -- add_bookmarks
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/platform/embedded-postgres";
import { migrationsDirectory } from "@/platform/pending-migrations";
import { diffMigrationsToSchema } from "@/platform/schema-engine";

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Give the migration a name in snake_case: npm run migrate:new -- add_bookmarks");
  process.exit(1);
}

const scratch = mkdtempSync(path.join(tmpdir(), "inkwire-migration-"));
chmodSync(scratch, 0o755); // PostgreSQL runs under another user where we are root
const postgres = await startEmbeddedPostgres(scratch, true);
try {
  const sql = await diffMigrationsToSchema(postgres.url);
  if (!sql) {
    console.log("Schema and migrations agree: nothing to write.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const directory = path.join(migrationsDirectory, `${stamp}_${name}`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, "migration.sql"), `${sql}\n`);
    console.log(`Wrote ${path.relative(process.cwd(), directory)}/migration.sql. Read it before you commit it.`);
  }
} finally {
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}
