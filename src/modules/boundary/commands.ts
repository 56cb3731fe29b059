import { accessChanged } from "@/live/access";
import { announce } from "@/live/outbox";
import type { MemberActor } from "@/modules/member/actor";
import { recallBetween } from "@/modules/notification/notify";
import { db, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { getBoundaryState } from "./queries";
import { type BoundaryInput, type BoundaryState, type Limits, ratingsUpTo } from "./schema";

/** Each reaches open streams. */
const changing = { name: "boundary", points: 120, seconds: 10 * 60 };

async function otherIdOf(actor: MemberActor, handle: string): Promise<string> {
  const other = await db().member.findUnique({ where: { handle }, select: { id: true } });
  if (!other) throw new AppError("not_found", "There is no member with this handle.");
  if (other.id === actor.id) throw new AppError("invalid", "One cannot block or mute oneself.");
  return other.id;
}

/** Blocks or mutes a member, open streams included; twice is once. A block ends what either follows of the other. */
export async function setBoundary(actor: MemberActor, { handle, kind }: BoundaryInput): Promise<BoundaryState> {
  await consume(changing, actor.id);
  const memberId = actor.id;
  const otherId = await otherIdOf(actor, handle);
  await transact(async (tx) => {
    await tx.boundary.createMany({ data: [{ memberId, otherId, kind }], skipDuplicates: true });
    await announce(tx, accessChanged, { type: "boundary-changed", memberId, otherId, kind, set: true });
    if (kind === "mute") return;
    recallBetween(tx, memberId, otherId);
    for (const follow of [
      { followerId: memberId, authorId: otherId },
      { followerId: otherId, authorId: memberId },
    ]) {
      const { count } = await tx.follow.deleteMany({ where: follow });
      if (count === 0) continue;
      const { followerId, authorId } = follow;
      await announce(tx, accessChanged, { type: "follow-changed", memberId: followerId, authorId, following: false });
    }
  });
  return getBoundaryState(actor, { handle });
}

/** Lifts what the actor set; what the other set stays. */
export async function liftBoundary(actor: MemberActor, { handle, kind }: BoundaryInput): Promise<BoundaryState> {
  await consume(changing, actor.id);
  const memberId = actor.id;
  const otherId = await otherIdOf(actor, handle);
  await transact(async (tx) => {
    await tx.boundary.deleteMany({ where: { memberId, otherId, kind } });
    await announce(tx, accessChanged, { type: "boundary-changed", memberId, otherId, kind, set: false });
  });
  return getBoundaryState(actor, { handle });
}

/** Says what may come up by itself, on pages and streams that are open too. */
export async function setLimits({ id: memberId }: MemberActor, limits: Limits): Promise<Limits> {
  await consume(changing, memberId);
  return transact(async (tx) => {
    await tx.member.update({ where: { id: memberId }, data: limits, select: { id: true } });
    const { highestRating, avoidedWarnings } = limits;
    const ratings = ratingsUpTo(highestRating);
    await announce(tx, accessChanged, { type: "limits-changed", memberId, ratings, avoidedWarnings });
    return limits;
  });
}
