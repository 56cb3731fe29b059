import { Prisma } from "@/generated/prisma/client";
import type { MemberActor } from "@/modules/member/actor";
import { matchingSince } from "@/modules/search/queries";
import { db, readWithin } from "@/platform/db";
import { type FreshCount, mostCounted, type SavedSearch, searchTerms } from "./schema";

export const searchColumns = {
  id: true,
  name: true,
  terms: true,
  openedAt: true,
} satisfies Prisma.SavedSearchSelect;

export const toSavedSearch = (row: Prisma.SavedSearchGetPayload<{ select: typeof searchColumns }>): SavedSearch => ({
  ...row,
  terms: searchTerms.parse(row.terms),
  openedAt: row.openedAt.toISOString(),
});

/** The actor's searches, the latest first. One that was saved when searches could say other things is left out. */
export async function listSearches(actor: MemberActor): Promise<SavedSearch[]> {
  const rows = await db().savedSearch.findMany({
    where: { memberId: actor.id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: searchColumns,
  });
  return rows.flatMap((row) => (searchTerms.safeParse(row.terms).success ? [toSavedSearch(row)] : []));
}

/** What counting for all searches of one member may take, in milliseconds. */
const longestMs = 2_000;

/**
 * How many stories are new in each of the actor's searches, as they would be found now. One statement; its cost grows with
 * what was published since the searches were opened, not with all there is.
 */
export async function countFresh(actor: MemberActor): Promise<FreshCount[]> {
  const searches = await listSearches(actor);
  if (searches.length === 0) return [];
  const counts = searches.map(
    ({ id, terms, openedAt }) => Prisma.sql`
      (SELECT ${id} AS id, count(*)::int AS stories FROM (
        SELECT 1 FROM ${matchingSince(actor, terms, new Date(openedAt))} LIMIT ${mostCounted}) fresh)`,
  );
  const rows = await readWithin(longestMs, (tx) =>
    tx.$queryRaw<{ id: string; stories: number }[]>(Prisma.join(counts, " UNION ALL ")),
  );
  const byId = new Map(rows?.map(({ id, stories }) => [id, stories]));
  return searches.map(({ id }) => ({ id, stories: byId.get(id) ?? null }));
}
