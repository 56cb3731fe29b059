import { defineConfig } from "prisma/config";

// Generating the client needs no schema engine, yet the CLI insists on having one and would download it.
// Any executable satisfies that check; migrations go through scripts/migrate.ts, which needs no download either.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
