import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrate } from "@/platform/migrations";
import { migrationNames, pendingMigrations } from "@/platform/pending-migrations";
import { diffMigrationsToSchema } from "@/platform/schema-engine";
import { cloneDatabase } from "../support/database";

test("prisma/migrations lead to prisma/schema", async () => {
  expect(await diffMigrationsToSchema(inject("postgresUrl"))).toBe("");
});

test("many processes that migrate at once apply each migration once", async () => {
  await using database = await cloneDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const query = async (sql: string) => (await client.query<{ name: string }>(sql)).rows;
    expect(await pendingMigrations(query)).toEqual(migrationNames());
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url)));
    expect(applied.flat()).toEqual(migrationNames());
    expect(await pendingMigrations(query)).toEqual([]);
  } finally {
    await client.end();
  }
});
