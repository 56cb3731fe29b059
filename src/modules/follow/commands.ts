import { accessChanged } from "@/live/access";
import { announce } from "@/live/outbox";
import { areApart } from "@/modules/boundary/queries";
import type { MemberActor } from "@/modules/member/actor";
import { notify, recallFrom } from "@/modules/notification/notify";
import { db, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { getFollowState } from "./queries";
import type { FollowState } from "./schema";

/** Each reaches open streams, and an author's bell: more than anyone clicks, fewer than to make a noise with. */
const following = { name: "follow", points: 120, seconds: 10 * 60 };

async function authorIdOf(actor: MemberActor, handle: string): Promise<string> {
  const author = await db().member.findUnique({ where: { handle }, select: { id: true } });
  if (!author) throw new AppError("not_found", "There is no member with this handle.");
  if (author.id === actor.id) throw new AppError("invalid", "One cannot follow oneself.");
  return author.id;
}

/**
 * Follows an author; following twice is following once.
 * @throws AppError `forbidden` where a block lies between the two, `rate_limited` after many in a row.
 */
export async function follow(actor: MemberActor, { handle }: { handle: string }): Promise<FollowState> {
  await consume(following, actor.id);
  const authorId = await authorIdOf(actor, handle);
  await transact(async (tx) => {
    // One that slips in beside a block being set shows nothing: every sight asks for blocks too.
    if (await areApart(tx, actor.id, authorId)) throw new AppError("forbidden", "You cannot follow this member.");
    const { count } = await tx.follow.createMany({ data: [{ followerId: actor.id, authorId }], skipDuplicates: true });
    if (count > 0) notify(tx, { type: "follow.new", to: authorId, actorId: actor.id, subject: authorId, data: {} });
    await announce(tx, accessChanged, { type: "follow-changed", memberId: actor.id, authorId, following: true });
  });
  return getFollowState(actor, { handle });
}

/** From here on, what the author shows to followers only does not reach the actor any more, open streams included. */
export async function unfollow(actor: MemberActor, { handle }: { handle: string }): Promise<FollowState> {
  await consume(following, actor.id);
  const authorId = await authorIdOf(actor, handle);
  await transact(async (tx) => {
    await tx.follow.deleteMany({ where: { followerId: actor.id, authorId } });
    recallFrom(tx, actor.id, authorId);
    await announce(tx, accessChanged, { type: "follow-changed", memberId: actor.id, authorId, following: false });
  });
  return getFollowState(actor, { handle });
}

/** Follows a tag, or no longer: open streams of those one follows go by it from then on. */
export async function setTagFollow(
  actor: MemberActor,
  { tag, following: wanted }: { tag: string; following: boolean },
): Promise<void> {
  await consume(following, actor.id);
  const row = { memberId: actor.id, tag };
  await transact(async (tx) => {
    if (wanted) {
      const count = await tx.tagFollow.count({ where: { memberId: actor.id } });
      if (count >= mostTags) throw new AppError("invalid", `You follow ${mostTags} tags already; let go of one first.`);
      await tx.tagFollow.createMany({ data: [row], skipDuplicates: true });
    } else {
      await tx.tagFollow.deleteMany({ where: row });
    }
    await announce(tx, accessChanged, { type: "tag-follow-changed", ...row, following: wanted });
  });
}

/** More would make a feed of everything, and each is held in memory by every open stream. */
const mostTags = 200;
