import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { migrationNames, migrationsDirectory } from "@/platform/pending-migrations";

// While a new version starts, the old one goes on with the migrated database (docs/deploy.md).

/** Statements that take away, or ask for more, what the old version may use or leave out. */
const risky = [
  /\bDROP\s+(TABLE|COLUMN|TYPE|VIEW|MATERIALIZED VIEW|FUNCTION|TRIGGER|SEQUENCE|SCHEMA|DEFAULT)\b/i,
  /\bRENAME\b/i,
  /\bSET\s+NOT\s+NULL\b/i,
  /\bALTER\s+(COLUMN\s+)?"?\w+"?\s+(SET\s+DATA\s+)?TYPE\b/i,
  /\bADD\s+(COLUMN\s+)?"\w+"(?![^,;]*\b(DEFAULT|GENERATED)\b)[^,;]*\bNOT\s+NULL\b/i,
  /\bCREATE\s+OR\s+REPLACE\b/i,
  /^\s*TRUNCATE\b/i,
];

/** How a migration says why it may do so all the same. */
const reason = /^-- Safe beside the version before: \S.{10,}$/m;

/** Migrations from before that comment, with their reasons. */
const explained: Record<string, string> = {
  "20261121063500_member_changed":
    "puts another trigger in the place of one, in the same transaction, that says the same and more",
  "20261121202000_timeline_of_epoch":
    "the function keeps its name, its arguments and, but for a standby that was just promoted, its answer",
};

/** Without comments, texts and the bodies of functions, which run later. */
const bare = (sql: string) =>
  sql
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/--.*$/gm, "")
    .replace(/'(?:[^']|'')*'/g, "''");

const riskOf = (sql: string) =>
  bare(sql)
    .split(";")
    .filter((statement) => risky.some((pattern) => pattern.test(statement)));

test("no migration takes from the version before what it uses, unless it says why that is safe", () => {
  const wrong = migrationNames().flatMap((name) => {
    const sql = readFileSync(path.join(migrationsDirectory, name, "migration.sql"), "utf8");
    return explained[name] || reason.test(sql) ? [] : riskOf(sql).map((statement) => `${name}: ${statement.trim()}`);
  });
  expect(wrong).toEqual([]);
});

test.each([
  'DROP TABLE "Story"',
  'ALTER TABLE "Story" ADD COLUMN "a" TEXT, DROP COLUMN "title"',
  'ALTER TABLE "Story" RENAME COLUMN "title" TO "name"',
  "ALTER TYPE \"Genre\" RENAME VALUE 'a' TO 'b'",
  'ALTER TABLE "Story" ALTER COLUMN "summary" SET NOT NULL',
  'ALTER TABLE "Story" ALTER COLUMN "version" SET DATA TYPE BIGINT',
  'ALTER TABLE "Story" ALTER "version" TYPE BIGINT',
  'ALTER TABLE "Story" ALTER COLUMN "body" DROP DEFAULT',
  'ALTER TABLE "Story" ADD COLUMN "a" INTEGER NOT NULL',
  'ALTER TABLE "Story" ADD COLUMN "a" TEXT DEFAULT \'x\',\nADD COLUMN "b" TEXT NOT NULL',
  'DROP TRIGGER story_gone ON "Story"',
])("%s is refused", (sql) => {
  expect(riskOf(`${sql};`)).toHaveLength(1);
});

test.each([
  'CREATE TABLE "A" ("id" TEXT NOT NULL)',
  'ALTER TABLE "Story" ADD COLUMN "a" INTEGER NOT NULL DEFAULT 1',
  'ALTER TABLE "Story" ALTER COLUMN "summary" DROP NOT NULL',
  'DROP INDEX "Story_a_idx"',
  "ALTER TYPE \"Genre\" ADD VALUE 'DROP TABLE'",
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DROP TABLE a $$",
  "-- DROP TABLE a\nSELECT 1",
])("%s is not", (sql) => {
  expect(riskOf(`${sql};`)).toEqual([]);
});
