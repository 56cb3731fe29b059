import { accessChanged } from "@/live/access";
import { announce } from "@/live/outbox";
import { areApart } from "@/modules/boundary/queries";
import type { MemberActor } from "@/modules/member/actor";
import { notify, recallFrom } from "@/modules/notification/notify";
import { findOwn } from "@/modules/story/queries";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { type Invite, mostCollaborators, type RemoveCollaborator } from "./schema";

const noInvitation = () => new AppError("not_found", "There is no invitation to this story any more.");
const inviteLimit = { name: "invite", points: 200, seconds: 3_600 };

async function otherIdOf(tx: Tx, actor: MemberActor, handle: string): Promise<string> {
  const other = await tx.member.findUnique({ where: { handle, bannedAt: null }, select: { id: true } });
  if (!other) throw new AppError("not_found", "There is no member with this handle.");
  if (other.id === actor.id) throw new AppError("invalid", "This story is yours already.");
  if (await areApart(tx, actor.id, other.id)) throw new AppError("forbidden", "This member cannot be invited.");
  return other.id;
}

/**
 * Invites a member to work on a story of the actor. Who is on it already gets the role, from now on and in open streams.
 * @throws AppError `not_found` for another's story, `forbidden` where a block lies between the two.
 */
export async function invite(actor: MemberActor, { storyId, handle, role }: Invite): Promise<void> {
  await consume(inviteLimit, actor.id);
  await transact(async (tx) => {
    const story = await findOwn(tx, actor, storyId);
    if (story.removedAt) throw new AppError("invalid", "This story is in the trash; restore it first.");
    const memberId = await otherIdOf(tx, actor, handle);
    // One at a time, so that the story has no more of them than it may.
    await tx.$queryRaw`SELECT id FROM "Story" WHERE id = ${storyId} FOR UPDATE`;
    const key = { storyId_memberId: { storyId, memberId } };
    const before = await tx.collaborator.findUnique({ where: key });
    if (before) {
      await tx.collaborator.update({ where: key, data: { role } });
      if (before.acceptedAt)
        await announce(tx, accessChanged, { type: "collaboration-changed", memberId, storyId, role });
      return;
    }
    if ((await tx.collaborator.count({ where: { storyId } })) >= mostCollaborators) {
      throw new AppError("invalid", `At most ${mostCollaborators} can work on one story with you.`);
    }
    await tx.collaborator.create({ data: { storyId, memberId, role } });
    notify(tx, { type: "invitation", to: memberId, actorId: actor.id, subject: storyId, storyId, data: { role } });
  });
}

/** Says yes; twice is once. */
export const acceptInvitation = (actor: MemberActor, { storyId }: { storyId: string }): Promise<void> =>
  transact(async (tx) => {
    const memberId = actor.id;
    const { count } = await tx.collaborator.updateMany({
      where: { storyId, memberId, acceptedAt: null, story: { removedAt: null } },
      data: { acceptedAt: new Date() },
    });
    const row = await tx.collaborator.findUnique({
      where: { storyId_memberId: { storyId, memberId } },
      select: { role: true, acceptedAt: true, story: { select: { authorId: true } } },
    });
    if (!row?.acceptedAt || (await areApart(tx, memberId, row.story.authorId))) throw noInvitation();
    if (count === 0) return;
    await announce(tx, accessChanged, { type: "collaboration-changed", memberId, storyId, role: row.role });
  });

export const declineInvitation = (actor: MemberActor, { storyId }: { storyId: string }): Promise<void> =>
  transact(async (tx) => {
    const { count } = await tx.collaborator.deleteMany({ where: { storyId, memberId: actor.id, acceptedAt: null } });
    if (count === 0) throw noInvitation();
  });

/**
 * Ends a collaboration, or takes an invitation back: the author that of anybody, others their own. Open streams end or
 * narrow with it.
 */
export const removeCollaborator = (actor: MemberActor, { storyId, handle }: RemoveCollaborator): Promise<void> =>
  transact(async (tx) => {
    const own = handle === undefined || handle === actor.handle;
    const story = own
      ? await tx.story.findUnique({ where: { id: storyId }, select: { authorId: true } })
      : { authorId: (await findOwn(tx, actor, storyId)).authorId };
    const row = await tx.collaborator.findFirst({
      where: { storyId, ...(own ? { memberId: actor.id } : { member: { handle } }) },
      select: { memberId: true },
    });
    if (!row || !story) throw new AppError("not_found", "Nobody with this handle works on the story.");
    const { memberId } = row;
    await tx.collaborator.delete({ where: { storyId_memberId: { storyId, memberId } } });
    await announce(tx, accessChanged, { type: "collaboration-changed", memberId, storyId, role: null });
    recallFrom(tx, memberId, story.authorId);
  });
