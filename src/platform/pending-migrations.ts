import { readdirSync } from "node:fs";
import path from "node:path";

// Apart from the engine that applies them: a page that shows how many wait would have it bundled, and each file of the project
// noted as one that it might read.

export const migrationsDirectory = path.resolve("prisma/migrations");

/** Names of the migrations in prisma/migrations, oldest first. */
export const migrationNames = (): string[] =>
  readdirSync(migrationsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Migrations of this version that the database behind `query` lacks, oldest first. */
export async function pendingMigrations(query: (sql: string) => Promise<{ name: string }[]>): Promise<string[]> {
  const [table] = await query(`SELECT to_regclass('_prisma_migrations')::text AS name`);
  if (!table?.name) return migrationNames();
  const applied = await query(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const names = new Set(applied.map(({ name }) => name));
  return migrationNames().filter((name) => !names.has(name));
}
