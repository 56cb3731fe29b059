import { Prisma } from "@/generated/prisma/client";
import type { StoryFilter } from "./schema";

/** Statements over the search tables. What they hold, and why, is in docs/search.md. */

/**
 * One row per story that the words are found in: `"storyId"`, `rank` from 0, and the `"chapterId"` that has most of them,
 * null where only the story's own words do. Each row of the tables is asked in the way its words were reduced.
 */
export function hits(wanted: string): Prisma.Sql {
  const { found, rank } = match([wanted]);
  return Prisma.sql`
    SELECT DISTINCT ON ("storyId") "storyId", "chapterId", rank FROM (
      SELECT "storyId", NULL AS "chapterId", ${rank} AS rank FROM "SearchStory" WHERE ${found}
      UNION ALL
      SELECT "storyId", "chapterId", ${rank} AS rank FROM "SearchChapter" WHERE ${found}
    ) hit ORDER BY "storyId", rank DESC, "chapterId" DESC NULLS LAST`;
}

/** The `"storyId"` of each of them, to be counted: the rank is what takes time, since it reads the vectors themselves. */
export function hitIds(wanted: string): Prisma.Sql {
  const { found } = match([wanted]);
  return Prisma.sql`
    SELECT "storyId" FROM "SearchStory" WHERE ${found} UNION SELECT "storyId" FROM "SearchChapter" WHERE ${found}`;
}

/** Whether they are found in the row `s` of "Story", in one part of it; for few stories, that are known otherwise. */
export function hasWords(wanted: string): Prisma.Sql {
  const { found } = match([wanted]);
  const inTable = (table: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT 1 FROM ${table} WHERE "storyId" = s.id AND ${found})`;
  return Prisma.sql`(${inTable(Prisma.sql`"SearchStory"`)} OR ${inTable(Prisma.sql`"SearchChapter"`)})`;
}

/** Rows of either table that one of the queries finds. */
function match(queries: readonly string[]) {
  const any = (config: string) =>
    Prisma.sql`(${Prisma.join(
      queries.map((words) => Prisma.sql`websearch_to_tsquery(${config}::regconfig, ${words})`),
      " || ",
    )})`;
  const stemmed = any("inkwire_english");
  const plain = any("inkwire_plain");
  return {
    found: Prisma.sql`((stemmed AND vector @@ ${stemmed}) OR (NOT stemmed AND vector @@ ${plain}))`,
    rank: Prisma.sql`ts_rank(vector, CASE WHEN stemmed THEN ${stemmed} ELSE ${plain} END)::float8`,
  };
}

/** A word that must not be there is nowhere in the story, not only not in the chapter that has the others. */
function without(unwanted: readonly string[]): Prisma.Sql {
  const { found } = match(unwanted);
  return Prisma.sql`s.id NOT IN (
    SELECT "storyId" FROM "SearchStory" WHERE ${found} UNION ALL SELECT "storyId" FROM "SearchChapter" WHERE ${found})`;
}

/** What the filter says of a row `s` of "Story", all but the words to be found. */
export function filters(filter: Omit<StoryFilter, "q">, unwanted: readonly string[]): Prisma.Sql {
  const { genre, ratings, tags, withoutTags, withoutWarnings, language, minWords, maxWords, form, progress } = filter;
  const conditions: Prisma.Sql[] = [Prisma.sql`true`];
  if (genre) conditions.push(Prisma.sql`s.genre = ${genre}`);
  if (ratings.length > 0) conditions.push(Prisma.sql`s.rating::text = ANY(${ratings}::text[])`);
  if (tags.length > 0) conditions.push(Prisma.sql`s.tags @> ${tags}::text[]`);
  if (withoutTags.length > 0) conditions.push(Prisma.sql`(s.tags && ${withoutTags}::text[]) IS NOT TRUE`);
  if (withoutWarnings.length > 0) conditions.push(Prisma.sql`(s.warnings && ${withoutWarnings}::text[]) IS NOT TRUE`);
  if (language) conditions.push(Prisma.sql`(s.language = ${language} OR s.language LIKE ${`${language}-%`})`);
  if (minWords !== undefined) conditions.push(Prisma.sql`s.words >= ${minWords}`);
  if (maxWords !== undefined) conditions.push(Prisma.sql`s.words <= ${maxWords}`);
  if (form === "single") conditions.push(Prisma.sql`s."publicChapters" = 1`);
  if (form === "chapters") conditions.push(Prisma.sql`s."publicChapters" > 1`);
  if (progress) conditions.push(Prisma.sql`s.progress = ${progress}::"Progress"`);
  if (unwanted.length > 0) conditions.push(without(unwanted));
  return Prisma.join(conditions, " AND ");
}
