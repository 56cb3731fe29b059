import { listBoundaryIds } from "@/modules/boundary/queries";
import type { MemberActor } from "@/modules/member/actor";
import { db, transact } from "@/platform/db";
import { type Ranked, rankingSql, reasonsOf } from "./ranking";
import type { Tastes } from "./schema";

export const rankStories = (actor: MemberActor, tastes: Tastes): Promise<Ranked[]> =>
  db().$queryRaw<Ranked[]>(rankingSql(actor, tastes));

/** The stories that a job has brought already, in an attempt before this one. */
export async function listBrought(jobId: string): Promise<string[]> {
  const rows = await db().discoveryMatch.findMany({
    where: { jobId },
    orderBy: { position: "asc" },
    select: { storyId: true },
  });
  return rows.map(({ storyId }) => storyId);
}

/** Adds a story to what a job has found, unless it is gone meanwhile. @returns whether it did */
export const bring = (jobId: string, position: number, ranked: Ranked): Promise<boolean> =>
  transact(async (tx) => {
    const { id: storyId, chapterId } = ranked;
    // Held until the end, so that it cannot be deleted between the two.
    const there = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Story" WHERE id = ${storyId} AND status = 'published' FOR KEY SHARE`;
    if (there.length === 0) return false;
    await tx.discoveryMatch.createMany({
      data: [{ jobId, position, storyId, chapterId, why: reasonsOf(ranked) }],
      skipDuplicates: true,
    });
    return true;
  });

/** How many a member follows and keeps away from, to be said. */
export async function countRelations(actor: MemberActor): Promise<{ following: number; apart: number }> {
  const following = await db().follow.count({ where: { followerId: actor.id } });
  const { blocked, muted } = await listBoundaryIds(actor);
  return { following, apart: new Set([...blocked, ...muted]).size };
}
