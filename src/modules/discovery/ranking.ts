import { Prisma } from "@/generated/prisma/client";
import { welcomeSql } from "@/modules/boundary/queries";
import type { MemberActor } from "@/modules/member/actor";
import { hits } from "@/modules/search/queries";
import { listableSql } from "@/modules/story/queries";
import type { Genre } from "@/modules/story/schema";
import { wantedSql } from "@/modules/unwanted/queries";
import { longFrom, type Reason, type Tastes } from "./schema";

/** How much each part of a score counts. Each part but the people lies between 0 and 1. */
const weights = { tags: 3, words: 2.5, genre: 1.5, followed: 1, liked: 1, fresh: 0.8, kudos: 0.15 };

/** After so many days the newness of a story is a third of what it was. */
const freshDays = 30;
/** Stories that are weighed at most from each source. */
const reach = 1_000;
/** Stories by one author at most, so that nobody fills the list. */
const perAuthor = 2;
export const mostMatches = 30;

export interface Ranked {
  id: string;
  chapterId: string | null;
  score: number;
  shared: string[];
  genre: Genre;
  inGenre: boolean;
  words: number;
  followed: number;
  liked: number;
  kudos: number;
  days: number;
}

/**
 * The stories for a taste, the best first, as rows of `Ranked`: published, to be met in lists by the member, by others whom they
 * do not follow yet and have not muted, not read, within their limits and not hidden.
 */
export function rankingSql(actor: MemberActor, tastes: Tastes): Prisma.Sql {
  const { genres, tags, words, length } = tastes;
  const any = anyOf(words);
  const spoken = any
    ? hits(any)
    : Prisma.sql`SELECT NULL::text AS "storyId", NULL::text AS "chapterId", 0::float8 AS rank WHERE false`;
  const asked = genres.length + tags.length > 0 || any !== "";
  const long = {
    any: Prisma.sql`true`,
    short: Prisma.sql`s.words < ${longFrom}`,
    long: Prisma.sql`s.words >= ${longFrom}`,
  };
  return Prisma.sql`
    WITH spoken AS (SELECT * FROM (${spoken}) found ORDER BY rank DESC LIMIT ${reach}),
    near AS (
      SELECT theirs."authorId" AS id, count(*)::int AS followed FROM "Follow" mine
      JOIN "Follow" theirs ON theirs."followerId" = mine."authorId"
      WHERE mine."followerId" = ${actor.id} GROUP BY theirs."authorId"),
    liked AS (
      SELECT r."storyId" AS id, count(*)::int AS liked FROM "Follow" mine
      JOIN "Reaction" r ON r."memberId" = mine."authorId"
      WHERE mine."followerId" = ${actor.id} GROUP BY r."storyId"),
    up AS NOT MATERIALIZED (
      SELECT s.* FROM "Story" s WHERE ${listableSql(actor)} AND s."authorId" <> ${actor.id}
        AND ${welcomeSql(actor)} AND ${wantedSql(actor)} AND ${long[length]}
        AND NOT EXISTS (SELECT 1 FROM "Follow" f WHERE f."followerId" = ${actor.id} AND f."authorId" = s."authorId")
        AND NOT EXISTS (SELECT 1 FROM "Boundary" b WHERE b."memberId" = ${actor.id} AND b."otherId" = s."authorId")
        AND NOT EXISTS (SELECT 1 FROM "StoryRead" r WHERE r."memberId" = ${actor.id} AND r."storyId" = s.id)),
    candidates AS (
      SELECT "storyId" AS id FROM spoken
      UNION SELECT id FROM liked
      UNION (SELECT id FROM up s WHERE s.tags && ${tags}::text[] ORDER BY s."publishedAt" DESC LIMIT ${reach})
      UNION (SELECT id FROM up s WHERE s.genre = ANY(${genres}::text[]) ORDER BY s."publishedAt" DESC LIMIT ${reach})
      UNION (SELECT s.id FROM up s JOIN near ON near.id = s."authorId" ORDER BY s."publishedAt" DESC LIMIT ${reach})
      UNION (SELECT id FROM up s WHERE NOT ${asked}::boolean ORDER BY s."publishedAt" DESC LIMIT ${reach})),
    parts AS (
      SELECT s.id, s."authorId", s.genre, s.kudos, spoken."chapterId",
        ARRAY(SELECT t FROM unnest(s.tags) t WHERE t = ANY(${tags}::text[])) AS shared,
        sqrt(GREATEST(1, cardinality(s.tags)) * ${Math.max(1, tags.length)}::float8) AS spread,
        s.genre = ANY(${genres}::text[]) AS "inGenre",
        COALESCE(spoken.rank / NULLIF(max(spoken.rank) OVER (), 0), 0)::float8 AS words,
        COALESCE(near.followed, 0) AS followed, COALESCE(liked.liked, 0) AS liked,
        GREATEST(0, extract(epoch FROM now() - s."publishedAt") / 86400)::float8 AS age
      FROM candidates c JOIN up s ON s.id = c.id
      LEFT JOIN spoken ON spoken."storyId" = s.id LEFT JOIN near ON near.id = s."authorId" LEFT JOIN liked ON liked.id = s.id),
    scored AS (
      SELECT *, floor(age)::int AS days, (
        ${weights.tags}::float8 * cardinality(shared) / spread
        + ${weights.words}::float8 * words
        + ${weights.genre}::float8 * "inGenre"::int
        + ${weights.followed}::float8 * ln(1 + followed)
        + ${weights.liked}::float8 * ln(1 + liked)
        + ${weights.fresh}::float8 * exp(-age / ${freshDays}::float8)
        + ${weights.kudos}::float8 * ln(1 + kudos))::float8 AS score
      FROM parts),
    spaced AS (SELECT *, row_number() OVER (PARTITION BY "authorId" ORDER BY score DESC, id) AS nth FROM scored)
    SELECT id, "chapterId", score, shared, genre, "inGenre", words, followed, liked, kudos, days
    FROM spaced WHERE nth <= ${perAuthor} ORDER BY score DESC, id LIMIT ${mostMatches}`;
}

/** The words of somebody's own, of which any will do, as the search reads them. */
export const anyOf = (words: string): string => (words.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 40).join(" or ");

/** Newer than this, its newness is worth saying, in days. */
const newDays = 14;

/** What makes the score of a story, the weightiest first, as far as a reader would call it a reason. */
export function reasonsOf({ shared, genre, inGenre, words, followed, liked, kudos, days }: Ranked): Reason[] {
  const reasons: [boolean, Reason][] = [
    [shared.length > 0, { type: "tags", tags: shared }],
    [words > 0, { type: "words" }],
    [inGenre, { type: "genre", genre }],
    [followed > 0, { type: "followed", by: followed }],
    [liked > 0, { type: "liked", by: liked }],
    [days <= newDays, { type: "new", days }],
    [kudos > 0, { type: "kudos", kudos }],
  ];
  return reasons.flatMap(([holds, reason]) => (holds ? [reason] : [])).slice(0, 4);
}
