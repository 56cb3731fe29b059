import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import { welcomeSql } from "@/modules/boundary/queries";
import type { Actor } from "@/modules/member/actor";
import { listableSql } from "@/modules/story/queries";
import { wantedSql } from "@/modules/unwanted/queries";
import { db, readWithin, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { cards, summarise, toResults } from "./answers";
import { filters, hasWords, hitIds, hits } from "./matching";
import type { SearchPage, SearchSort, SearchStories, StoryFilter, SuggestInput, Suggestions } from "./schema";
import { wordsOf } from "./words";

interface Found {
  id: string;
  chapterId: string | null;
  key: number;
}

/** What a list is sorted by, as a number; every order ends with the id, which is the age of a story. */
const orders: Record<SearchSort, { key: Prisma.Sql; ascending?: boolean }> = {
  relevance: { key: Prisma.sql`h.rank` },
  newest: { key: Prisma.sql`extract(epoch FROM s."publishedAt")::float8` },
  kudos: { key: Prisma.sql`s.kudos::float8` },
  longest: { key: Prisma.sql`s.words::float8` },
  shortest: { key: Prisma.sql`s.words::float8`, ascending: true },
};

const pageKeys = z.tuple([z.number(), z.uuid()]);

/**
 * The stories that the actor may meet in lists, and that the filter describes: rows `s`, and `h` that say how `found` came by
 * them; without words all there are.
 */
function matching(actor: Actor, filter: StoryFilter, found: (wanted: string) => Prisma.Sql): Prisma.Sql {
  const { wanted } = wordsOf(filter.q);
  const all = Prisma.sql`"Story" s CROSS JOIN (SELECT 0::float8 AS rank, NULL::text AS "chapterId") h`;
  const source = wanted ? Prisma.sql`(${found(wanted)}) h JOIN "Story" s ON s.id = h."storyId"` : all;
  return Prisma.sql`${source} WHERE ${conditions(actor, filter)}`;
}

/** The same of those that went up after `since`, as rows `s`; its cost grows with how many these are. */
export function matchingSince(actor: Actor, filter: StoryFilter, since: Date): Prisma.Sql {
  const { wanted } = wordsOf(filter.q);
  const words = wanted ? hasWords(wanted) : Prisma.sql`true`;
  return Prisma.sql`"Story" s WHERE s."publishedAt" > ${since} AND ${conditions(actor, filter)} AND ${words}`;
}

/** What a row `s` of "Story" must be, all but the words to be found. */
function conditions(actor: Actor, filter: StoryFilter): Prisma.Sql {
  const { wanted, unwanted } = wordsOf(filter.q);
  // Who names ratings has asked for them.
  const asked = filter.ratings.length > 0 ? Prisma.sql`true` : welcomeSql(actor);
  // What one has hidden is not what one looks for, unless one names what to find.
  const named = wanted !== "" || filter.tags.length > 0 ? Prisma.sql`true` : wantedSql(actor);
  return Prisma.sql`${listableSql(actor)} AND ${asked} AND ${named} AND ${filters(filter, unwanted)}`;
}

/** What one statement of a search may take, in milliseconds; ordinary ones take a few hundredths of it. */
const longestMs = 3_000;

async function withinTime<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  const found = await readWithin(longestMs, read);
  if (found === null) {
    throw new AppError("unavailable", "This search took too long. Fewer words, or rarer ones, are found sooner.");
  }
  return found;
}

/** A page of the stories that the words and filters describe; the first one tells how many there are. */
export async function searchStories(actor: Actor, input: SearchStories): Promise<SearchPage> {
  const { sort, cursor, limit, ...filter } = input;
  const { wanted } = wordsOf(filter.q);
  const { key, ascending } = orders[sort === "relevance" && !wanted ? "newest" : sort];
  const last = cursor ? readPageCursor(cursor, pageKeys) : null;
  const after = last
    ? Prisma.sql`AND (${key}, s.id) ${ascending ? Prisma.sql`>` : Prisma.sql`<`} (${last[0]}::float8, ${last[1]})`
    : Prisma.empty;
  const direction = ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const [rows, summary] = await Promise.all([
    withinTime(
      (tx) => tx.$queryRaw<Found[]>`
        SELECT s.id, h."chapterId", ${key} AS key FROM ${matching(actor, filter, hits)} ${after}
        ORDER BY key ${direction}, s.id ${direction} LIMIT ${limit + 1}`,
    ),
    cursor ? null : withinTime((tx) => summarise(tx, matching(actor, filter, hitIds))),
  ]);
  const page = rows.slice(0, limit);
  const end = page.at(-1);
  return {
    items: await withinTime((tx) => toResults(tx, page, wanted)),
    nextCursor: rows.length > limit && end ? writePageCursor([end.key, end.id]) : null,
    summary,
    near: summary?.total === 0 && wanted ? await listNear(actor, wanted) : null,
  };
}

/** So alike must two words be, in the part of their trigrams that they share, to be taken for one mistyped. */
const likeness = "0.4";

/** As many stories as are shown where none was found. */
const nearShown = 6;

/** What the words may have meant, by what titles, tags and authors say that the actor may see. */
async function listNear(actor: Actor, words: string): Promise<NonNullable<SearchPage["near"]>> {
  const corrected = await correct(actor, words);
  const { items } =
    corrected && corrected !== words.toLowerCase()
      ? await searchStories(actor, { ...everything, q: corrected, limit: nearShown })
      : { items: [] };
  if (items.length > 0) return { query: corrected, stories: items.map(({ story }) => story) };
  const [, rows] = await db().$transaction([
    db().$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${likeness}, true)`,
    db().$queryRaw<{ id: string }[]>`
      SELECT s.id FROM "SearchStory" n JOIN "Story" s ON s.id = n."storyId"
      WHERE search_folded(${words}) <% n.title AND ${listableSql(actor)}
      ORDER BY word_similarity(search_folded(${words}), n.title) DESC, s.heat DESC, s.id LIMIT ${nearShown}`,
  ]);
  return {
    query: null,
    stories: await cards(
      db(),
      rows.map(({ id }) => id),
    ),
  };
}

const everything = {
  ratings: [],
  tags: [],
  withoutTags: [],
  withoutWarnings: [],
  sort: "relevance",
} satisfies Partial<SearchStories>;

/** The words, each that is found nowhere in the place of which a name has one much like it; null when there is none. */
async function correct(actor: Actor, words: string): Promise<string | null> {
  const terms = words.match(/[\p{L}\p{N}]+/gu)?.slice(0, 8) ?? [];
  const [, rows] = await db().$transaction([
    db().$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${likeness}, true)`,
    db().$queryRaw<{ word: string | null }[]>`
      SELECT CASE
        WHEN EXISTS (SELECT 1 FROM "SearchStory" WHERE vector @@ plainto_tsquery('inkwire_english', given))
          OR EXISTS (SELECT 1 FROM "SearchChapter" WHERE vector @@ plainto_tsquery('inkwire_english', given)) THEN given
        ELSE (
          SELECT word FROM "SearchStory" n JOIN "Story" s ON s.id = n."storyId",
            regexp_split_to_table(n.title || ' ' || n.author || ' ' || n.tags, '[^[:alnum:]]+') word
          WHERE (given <% n.title OR given <% n.author OR given <% n.tags)
            AND ${listableSql(actor)} AND similarity(given, word) >= ${likeness}::float
          ORDER BY similarity(given, word) DESC, word LIMIT 1)
      END AS word
      FROM unnest(${terms}::text[]) WITH ORDINALITY AS term(typed, place), search_folded(typed) AS given
      ORDER BY place`,
  ]);
  return rows.some(({ word }) => word === null) ? null : rows.map(({ word }) => word).join(" ");
}

/** What someone who has typed this far may be after, by likeness with names, however they are accented. */
export async function suggest(actor: Actor, { q }: SuggestInput): Promise<Suggestions> {
  if (q === "") return { stories: [], authors: [], tags: [] };
  const typed = Prisma.sql`(SELECT search_folded(${q}) AS q)`;
  const from = Prisma.sql`${typed} typed, "SearchStory" n JOIN "Story" s ON s.id = n."storyId"`;
  const [stories, authors, tags] = await Promise.all([
    db().$queryRaw<{ id: string }[]>`
      SELECT s.id FROM ${from} WHERE q <% n.title AND ${listableSql(actor)}
      ORDER BY starts_with(n.title, q) DESC, word_similarity(q, n.title) DESC, s.heat DESC, s.id LIMIT 5`,
    db().$queryRaw<{ id: string; handle: string; name: string; image: string | null }[]>`
      SELECT m.id, m.handle, m.name, m.image FROM "Member" m JOIN (
        SELECT s."authorId", max(word_similarity(q, n.author)) AS likeness, count(*) AS stories
        FROM ${from} WHERE q <% n.author AND ${listableSql(actor)} GROUP BY s."authorId"
      ) a ON a."authorId" = m.id
      WHERE m."bannedAt" IS NULL ORDER BY a.likeness DESC, a.stories DESC, m.id LIMIT 3`,
    db().$queryRaw<{ tag: string }[]>`
      SELECT tag FROM ${from}, unnest(s.tags) tag WHERE q <% n.tags AND q <% tag AND ${listableSql(actor)}
      GROUP BY tag, q ORDER BY starts_with(tag, q) DESC, count(*) DESC, tag LIMIT 4`,
  ]);
  return {
    stories: (
      await cards(
        db(),
        stories.map(({ id }) => id),
      )
    ).map(({ id, slug, title, author }) => ({
      ...{ id, slug, title, author },
    })),
    authors,
    tags: tags.map(({ tag }) => tag),
  };
}

export { toResults } from "./answers";
export { hits } from "./matching";
