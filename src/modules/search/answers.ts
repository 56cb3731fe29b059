import { Prisma } from "@/generated/prisma/client";
import type { StoryCard } from "@/modules/story/schema";
import { cardColumns, toCard } from "@/modules/story/views";
import type { Tx } from "@/platform/db";
import type { SearchPage, SearchResult } from "./schema";
import { hitEnd, hitStart, readHeadline } from "./words";

/** What is said of stories that were found, and may be seen. */

/** Their cards, in the order of the ids. */
export async function cards(tx: Tx, ids: readonly string[]): Promise<StoryCard[]> {
  const rows = await tx.story.findMany({ where: { id: { in: [...ids] } }, select: cardColumns });
  const byId = new Map(rows.map((row) => [row.id, toCard(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

interface Headlines {
  id: string;
  title: string;
  blurb: string;
  number: number | null;
  chapterTitle: string | null;
  passage: string | null;
}

const mark = `StartSel=${hitStart}, StopSel=${hitEnd}`;
const whole = `${mark}, HighlightAll=true`;
/** No word is too short to begin or end one: a sentence often begins with such. */
const piece = `${mark}, MaxFragments=2, MaxWords=22, MinWords=12, ShortWord=0, FragmentDelimiter=" … "`;

/** Of a longer chapter only so many characters are looked through for a passage to show. */
const passageReach = 200_000;

/** Each with what was searched for marked in it, and the passage of its text that has most of it. */
export async function toResults(
  tx: Tx,
  found: readonly { id: string; chapterId: string | null }[],
  wanted: string,
): Promise<SearchResult[]> {
  const stories = await cards(
    tx,
    found.map(({ id }) => id),
  );
  const byId = new Map((wanted ? await readHeadlines(tx, found, wanted) : []).map((row) => [row.id, row]));
  return stories.map((story) => {
    const row = byId.get(story.id);
    const passage = row?.passage?.includes(hitStart)
      ? { number: row.number ?? 0, title: row.chapterTitle ?? "", parts: readHeadline(row.passage) }
      : null;
    return {
      story,
      title: row ? readHeadline(row.title) : [{ text: story.title, hit: false }],
      blurb: row ? readHeadline(row.blurb) : [{ text: story.blurb, hit: false }],
      passage,
    };
  });
}

function readHeadlines(tx: Tx, found: readonly { id: string; chapterId: string | null }[], wanted: string) {
  const ids = found.map(({ id }) => id);
  const chapterIds = found.map(({ chapterId }) => chapterId);
  return tx.$queryRaw<Headlines[]>`
    SELECT s.id, c.position AS number, c.title AS "chapterTitle",
      ts_headline(config, s.title, query, ${whole}) AS title,
      ts_headline(config, s.blurb, query, ${whole}) AS blurb,
      ts_headline(config, left(c.body, ${passageReach}), query, ${piece}) AS passage
    FROM unnest(${ids}::text[], ${chapterIds}::text[]) AS found(id, "chapterId")
    JOIN "Story" s ON s.id = found.id
    LEFT JOIN "Chapter" c ON c.id = found."chapterId"
    CROSS JOIN LATERAL (
      SELECT (CASE WHEN search_is_stemmed(s.language) THEN 'inkwire_english' ELSE 'inkwire_plain' END)::regconfig AS config
    ) language
    CROSS JOIN LATERAL websearch_to_tsquery(config, ${wanted}) query`;
}

/** Of tags, warnings and languages the most frequent, as many as one can choose from at a glance. */
const facetLimit = 12;

/** How many stories there are in `from`, which has one row `s` for each, and of which kinds. */
export async function summarise(tx: Tx, from: Prisma.Sql): Promise<NonNullable<SearchPage["summary"]>> {
  const facet = (kind: string, value: Prisma.Sql, source = Prisma.sql`found`) => Prisma.sql`
    (SELECT ${kind} AS kind, ${value} AS value, count(*)::int AS stories FROM ${source}
     GROUP BY value ORDER BY stories DESC, value LIMIT ${facetLimit})`;
  const rows = await tx.$queryRaw<{ kind: string; value: string; stories: number }[]>`
    WITH found AS MATERIALIZED (SELECT s.genre, s.rating, s.progress, s.tags, s.warnings, s.language FROM ${from})
    SELECT 'total' AS kind, '' AS value, count(*)::int AS stories FROM found
    UNION ALL ${facet("genres", Prisma.sql`genre`)}
    UNION ALL ${facet("ratings", Prisma.sql`rating::text`)}
    UNION ALL ${facet("progress", Prisma.sql`progress::text`)}
    UNION ALL ${facet("tags", Prisma.sql`tag`, Prisma.sql`found, unnest(tags) tag`)}
    UNION ALL ${facet("warnings", Prisma.sql`warning`, Prisma.sql`found, unnest(warnings) warning`)}
    UNION ALL ${facet("languages", Prisma.sql`split_part(language, '-', 1)`)}`;
  const of = (wanted: string) =>
    rows.filter(({ kind }) => kind === wanted).map(({ value, stories }) => ({ value, stories }));
  return {
    total: of("total")[0]?.stories ?? 0,
    facets: {
      genres: of("genres"),
      ratings: of("ratings"),
      progress: of("progress"),
      tags: of("tags"),
      warnings: of("warnings"),
      languages: of("languages"),
    },
  };
}
