import { Prisma } from "@/generated/prisma/client";
import { type Actor, memberIdOf, noRelations, type Relations } from "@/modules/member/actor";
import { db } from "@/platform/db";

/** What the actor has hidden, as a viewer holds it. */
export async function readUnwanted(actor: Actor): Promise<Relations["unwanted"]> {
  const memberId = memberIdOf(actor);
  if (!memberId) return noRelations().unwanted;
  const [tags, stories] = await Promise.all([
    db().unwantedTag.findMany({ where: { memberId }, select: { tag: true } }),
    db().unwantedStory.findMany({ where: { memberId }, select: { storyId: true } }),
  ]);
  return { tags: new Set(tags.map(({ tag }) => tag)), stories: new Set(stories.map(({ storyId }) => storyId)) };
}

/**
 * Stories that the actor has not hidden; as `isWanted`.
 * @param asked The tag that was asked for by name, which then hides nothing.
 */
export async function wanted(actor: Actor, asked?: string): Promise<Prisma.StoryWhereInput> {
  const memberId = memberIdOf(actor);
  if (!memberId) return {};
  const rows = await db().unwantedTag.findMany({
    where: { memberId, ...(asked && { NOT: { tag: asked } }) },
    select: { tag: true },
  });
  const tags = rows.map(({ tag }) => tag);
  return {
    OR: [
      { authorId: memberId },
      {
        unwantedBy: { none: { memberId } },
        ...(tags.length > 0 && { OR: [{ tags: { equals: null } }, { NOT: { tags: { hasSome: tags } } }] }),
      },
    ],
  };
}

/** The same on a row `s` of "Story". */
export const wantedSql = (actor: Actor): Prisma.Sql => {
  const memberId = memberIdOf(actor);
  if (!memberId) return Prisma.sql`true`;
  const id = Prisma.sql`${memberId}`;
  return Prisma.sql`(s."authorId" = ${id} OR (${storyWantedBy(id)} AND ${tagsWantedBy(id)}))`;
};

/** The parts of it, for any member of a statement. */
export const storyWantedBy = (memberId: Prisma.Sql): Prisma.Sql => Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "UnwantedStory" u WHERE u."memberId" = ${memberId} AND u."storyId" = s.id)`;
export const tagsWantedBy = (memberId: Prisma.Sql): Prisma.Sql => Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "UnwantedTag" u WHERE u."memberId" = ${memberId} AND u.tag = ANY(s.tags))`;
