import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase extends AsyncDisposable {
  url: string;
}

/** A database of its own with the current schema and nothing in it. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${inject("templateDatabase")}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Two clones at the same time would each find the template in use by the other, so they take turns. */
const cloneLock = 1;

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [cloneLock]);
    await client.query(sql);
  } finally {
    await client.end();
  }
}
