import type { Viewer } from "@/live/viewer";
import { listBoundaryIds, readLimits } from "@/modules/boundary/queries";
import { listCollaborations } from "@/modules/collaboration/queries";
import { type Actor, guestViewer, type MemberActor, memberIdOf, viewerOf } from "@/modules/member/actor";
import { readUnwanted } from "@/modules/unwanted/queries";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type { Following, FollowState } from "./schema";

const viewers = new WeakMap<MemberActor, Promise<Viewer>>();

/**
 * The actor as live events see it, to be kept true by the stream that it is given to. It is read once for an actor, which
 * is once for a request: all that a page asks and follows with one request has the same viewer.
 */
export async function viewerFor(actor: Actor): Promise<Viewer> {
  if (actor.kind === "guest") return guestViewer;
  const viewer = viewers.get(actor) ?? readViewer(actor);
  viewers.set(actor, viewer);
  return viewer;
}

async function readViewer(actor: MemberActor): Promise<Viewer> {
  const [follows, tags, boundaries, collaborations, limits, unwanted] = await Promise.all([
    listFollowedAuthors(actor),
    listFollowedTags(actor),
    listBoundaryIds(actor),
    listCollaborations(actor),
    readLimits(actor),
    readUnwanted(actor),
  ]);
  return viewerOf(actor, { follows, followedTags: new Set(tags), ...boundaries, collaborations, limits, unwanted });
}

async function listFollowedAuthors(actor: Actor): Promise<Set<string>> {
  const followerId = memberIdOf(actor);
  if (!followerId) return new Set();
  const rows = await db().follow.findMany({ where: { followerId }, select: { authorId: true } });
  return new Set(rows.map(({ authorId }) => authorId));
}

/** The tags that the actor follows, the latest first. */
export async function listFollowedTags(actor: Actor): Promise<string[]> {
  const memberId = memberIdOf(actor);
  if (!memberId) return [];
  const rows = await db().tagFollow.findMany({
    where: { memberId },
    orderBy: [{ createdAt: "desc" }, { tag: "asc" }],
    select: { tag: true },
  });
  return rows.map(({ tag }) => tag);
}

/** Everything that a member follows, the latest first. */
export async function listFollowing(actor: MemberActor): Promise<Following> {
  const [rows, tags] = await Promise.all([
    db().follow.findMany({
      where: { followerId: actor.id, author: { bannedAt: null } },
      orderBy: [{ createdAt: "desc" }, { authorId: "asc" }],
      select: {
        author: {
          select: { id: true, handle: true, name: true, image: true, _count: { select: { followers: true } } },
        },
      },
    }),
    listFollowedTags(actor),
  ]);
  return { authors: rows.map(({ author: { _count, ...author } }) => ({ ...author, ..._count })), tags };
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
