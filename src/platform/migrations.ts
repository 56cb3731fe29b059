import { runMigrations } from "graphile-worker";
import pg from "pg";
import { pendingMigrations } from "./pending-migrations";
import { applyMigrations } from "./schema-engine";

/**
 * Ours wait here for each other as long as it takes. Inside, the engine takes the lock that `prisma migrate deploy` takes,
 * and would give up on it after ten seconds.
 */
const migrationLock = 7_110_430;

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
