import { runMigrations } from "graphile-worker";
import pg from "pg";
import { applyMigrations, migrationNames } from "./schema-engine";

/**
 * Ours wait here for each other as long as it takes. Inside, the engine takes the lock that `prisma migrate deploy` takes,
 * and would give up on it after ten seconds.
 */
const migrationLock = 7_110_430;

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

/**
 * Brings the database at `url` up to this version's schema and returns the migrations applied. Any number of processes
 * may call it at once: one migrates, the others wait and find nothing to do.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "inkwire migrate" });
  await client.connect();
  const query = async (sql: string) => (await client.query<{ name: string }>(sql)).rows;
  try {
    if ((await pendingMigrations(query)).length === 0) return [];
    await query(`SELECT 1 AS name FROM pg_advisory_lock(${migrationLock})`);
    // Whoever had the lock before us may have done the work.
    const applied = (await pendingMigrations(query)).length === 0 ? [] : await applyMigrations(url);
    // The queue's own tables, in a schema of their own; the lock covers them too.
    await runMigrations({ connectionString: url });
    return applied;
  } finally {
    await client.end();
  }
}
