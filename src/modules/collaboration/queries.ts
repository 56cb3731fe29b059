import type { Prisma } from "@/generated/prisma/client";
import type { Viewer } from "@/live/viewer";
import { notApart } from "@/modules/boundary/queries";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type { CircleView, CollaboratorView, InvitationView } from "./schema";

/** What makes a collaborator of the actor: an invitation that was accepted. */
export const sharedWith = (actor: MemberActor) =>
  ({ memberId: actor.id, acceptedAt: { not: null } }) satisfies Prisma.CollaboratorWhereInput;

/** Stories that the actor works on with their authors, by id, as a viewer holds them. */
export async function listCollaborations(actor: Actor, tx: Tx = db()): Promise<Viewer["collaborations"]> {
  if (!memberIdOf(actor) || actor.kind !== "member") return new Map();
  const rows = await tx.collaborator.findMany({ where: sharedWith(actor), select: { storyId: true, role: true } });
  return new Map(rows.map(({ storyId, role }) => [storyId, role]));
}

const memberColumns = { id: true, handle: true, name: true, image: true } satisfies Prisma.MemberSelect;

/**
 * Who works on a story beside its author, the invited included. Its author sees all, who works on it those who accepted.
 * @throws AppError `not_found` for anyone else.
 */
export async function listCollaborators(
  actor: MemberActor,
  { storyId }: { storyId: string },
): Promise<CollaboratorView[]> {
  const story = await db().story.findFirst({
    where: {
      id: storyId,
      OR: [{ authorId: actor.id }, { removedAt: null, collaborators: { some: sharedWith(actor) } }],
    },
    select: { authorId: true },
  });
  if (!story) throw new AppError("not_found", "This story does not exist, or is not visible to you.");
  const rows = await db().collaborator.findMany({
    where: { storyId, ...(story.authorId !== actor.id && { acceptedAt: { not: null } }) },
    orderBy: [{ invitedAt: "asc" }, { memberId: "asc" }],
    select: { role: true, acceptedAt: true, member: { select: memberColumns } },
  });
  return rows.map(({ role, acceptedAt, member }) => ({ member, role, accepted: acceptedAt !== null }));
}

/** Invitations that wait for the actor's answer, the latest first. */
export async function listInvitations(actor: MemberActor): Promise<InvitationView[]> {
  const rows = await db().collaborator.findMany({
    where: { memberId: actor.id, acceptedAt: null, story: { removedAt: null, author: { bannedAt: null } } },
    orderBy: { invitedAt: "desc" },
    select: { role: true, story: { select: { id: true, title: true, author: { select: memberColumns } } } },
  });
  return rows.map(({ role, story: { author, ...story } }) => ({ role, story, author }));
}

const sharedColumns = { id: true, slug: true, title: true, status: true } satisfies Prisma.StorySelect;
const lastEdited = [{ editedAt: "desc" }, { id: "desc" }] satisfies Prisma.StoryOrderByWithRelationInput[];

/** So many stories in either direction. */
const mostShown = 200;

/** Whose drafts the actor reads or writes, and who reads or writes the actor's; without what lies in the trash. */
export async function getCircle(actor: MemberActor): Promise<CircleView> {
  const [theirs, mine] = await Promise.all([
    db().story.findMany({
      where: {
        removedAt: null,
        author: { bannedAt: null, ...notApart(actor) },
        collaborators: { some: sharedWith(actor) },
      },
      orderBy: lastEdited,
      take: mostShown,
      select: {
        ...sharedColumns,
        author: { select: memberColumns },
        collaborators: { where: sharedWith(actor), select: { role: true } },
      },
    }),
    db().story.findMany({
      where: { removedAt: null, authorId: actor.id, collaborators: { some: {} } },
      orderBy: lastEdited,
      take: mostShown,
      select: {
        ...sharedColumns,
        collaborators: {
          orderBy: [{ invitedAt: "asc" }, { memberId: "asc" }],
          select: { role: true, acceptedAt: true, member: { select: memberColumns } },
        },
      },
    }),
  ]);
  return {
    theirs: theirs.flatMap(({ author, collaborators, ...story }) =>
      collaborators.map(({ role }) => ({ story, author, role })),
    ),
    mine: mine.map(({ collaborators, ...story }) => ({
      story,
      people: collaborators.map(({ acceptedAt, ...person }) => ({ ...person, accepted: acceptedAt !== null })),
    })),
  };
}
