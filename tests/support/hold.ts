import pg from "pg";

/**
 * Holds whoever needs a table, until it is let go: a job that is held so is at work at a stage that the test has chosen.
 * Readers go on unless the lock is `ACCESS EXCLUSIVE`.
 */
export async function hold(
  databaseUrl: string,
  table: string,
  mode: "SHARE" | "ACCESS EXCLUSIVE" = "ACCESS EXCLUSIVE",
): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("BEGIN");
  await client.query(`LOCK TABLE "${table}" IN ${mode} MODE`);
  return { [Symbol.asyncDispose]: () => client.end() };
}
