import type { Viewer } from "@/live/viewer";
import { listBoundaryIds } from "@/modules/boundary/queries";
import { type Actor, memberIdOf, viewerOf } from "@/modules/member/actor";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type { FollowState } from "./schema";

/** The actor as live events see it, read now and to be kept true by the stream that it is given to. */
export async function viewerFor(actor: Actor): Promise<Viewer> {
  const [follows, boundaries] = await Promise.all([listFollowedAuthors(actor), listBoundaryIds(actor)]);
  return viewerOf(actor, { follows, ...boundaries });
}

async function listFollowedAuthors(actor: Actor): Promise<Set<string>> {
  const followerId = memberIdOf(actor);
  if (!followerId) return new Set();
  const rows = await db().follow.findMany({ where: { followerId }, select: { authorId: true } });
  return new Set(rows.map(({ authorId }) => authorId));
}

/** @throws AppError `not_found` when nobody has this handle. */
export async function getFollowState(actor: Actor, { handle }: { handle: string }): Promise<FollowState> {
  const author = await db().member.findUnique({
    where: { handle },
    select: { id: true, _count: { select: { followers: true } } },
  });
  if (!author) throw new AppError("not_found", "There is no member with this handle.");
  const followerId = memberIdOf(actor);
  const follow =
    followerId &&
    (await db().follow.findUnique({ where: { followerId_authorId: { followerId, authorId: author.id } } }));
  return { following: Boolean(follow), followers: author._count.followers };
}
