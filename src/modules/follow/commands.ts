import type { MemberActor } from "@/modules/member/actor";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { getFollowState } from "./queries";
import type { FollowState } from "./schema";

async function authorIdOf(actor: MemberActor, handle: string): Promise<string> {
  const author = await db().member.findUnique({ where: { handle }, select: { id: true } });
  if (!author) throw new AppError("not_found", "There is no member with this handle.");
  if (author.id === actor.id) throw new AppError("invalid", "One cannot follow oneself.");
  return author.id;
}

/** Follows an author; following twice is following once. */
export async function follow(actor: MemberActor, { handle }: { handle: string }): Promise<FollowState> {
  const key = { followerId: actor.id, authorId: await authorIdOf(actor, handle) };
  await db().follow.createMany({ data: [key], skipDuplicates: true });
  return getFollowState(actor, { handle });
}

export async function unfollow(actor: MemberActor, { handle }: { handle: string }): Promise<FollowState> {
  await db().follow.deleteMany({ where: { followerId: actor.id, authorId: await authorIdOf(actor, handle) } });
  return getFollowState(actor, { handle });
}
