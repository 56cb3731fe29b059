import type { Prisma } from "@/generated/prisma/client";
import { notApart } from "@/modules/boundary/queries";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { listable, readable } from "@/modules/story/queries";
import { cardColumns, toCard } from "@/modules/story/views";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type { ListChoice, ListItem, ListView } from "./schema";

export const missing = () => new AppError("not_found", "This list does not exist, or is not visible to you.");

/** Who keeps a list sees all of it that they may read; others what they would meet in any list, links of no list left out. */
const shown = (actor: Actor): Prisma.ReadingListEntryWhereInput => ({
  OR: [
    { story: listable(actor) },
    ...(actor.kind === "member" ? [{ list: { memberId: actor.id }, story: readable(actor) }] : []),
  ],
});

const visible = (actor: Actor): Prisma.ReadingListWhereInput => ({
  OR: [
    { memberId: memberIdOf(actor) ?? "" },
    { open: true, hiddenAt: null, member: { bannedAt: null, AND: notApart(actor) } },
  ],
});

const itemColumns = (actor: Actor) =>
  ({
    id: true,
    slug: true,
    title: true,
    note: true,
    open: true,
    hiddenAt: true,
    member: { select: { id: true, handle: true, name: true, image: true } },
    _count: { select: { entries: { where: shown(actor) } } },
  }) satisfies Prisma.ReadingListSelect;

type ItemRow = Prisma.ReadingListGetPayload<{ select: ReturnType<typeof itemColumns> }>;
const toItem = ({ _count, hiddenAt, ...row }: ItemRow): ListItem => ({
  ...row,
  hidden: hiddenAt !== null,
  stories: _count.entries,
});

async function viewOf(actor: Actor, where: Prisma.ReadingListWhereInput): Promise<ListView> {
  const row = await db().readingList.findFirst({
    where: { AND: [where, visible(actor)] },
    select: {
      ...itemColumns(actor),
      entries: {
        where: shown(actor),
        orderBy: [{ position: "asc" }, { storyId: "asc" }],
        select: { story: { select: cardColumns } },
      },
    },
  });
  if (!row) throw missing();
  const { entries, ...item } = row;
  return { ...toItem(item), entries: entries.map(({ story }) => toCard(story)) };
}

/** @throws AppError `not_found` unless it is the actor's own, or open. */
export const getList = (actor: Actor, { slug }: { slug: string }): Promise<ListView> => viewOf(actor, { slug });

export const getOwnList = (actor: MemberActor, id: string): Promise<ListView> =>
  viewOf(actor, { id, memberId: actor.id });

const latest = [{ changedAt: "desc" }, { id: "desc" }] satisfies Prisma.ReadingListOrderByWithRelationInput[];

/** My lists, the one changed last first. */
export async function listMine(actor: MemberActor): Promise<ListItem[]> {
  const rows = await db().readingList.findMany({
    where: { memberId: actor.id },
    orderBy: latest,
    select: itemColumns(actor),
  });
  return rows.map(toItem);
}

/** The open lists of a member. */
export async function listOfMember(actor: Actor, { handle }: { handle: string }): Promise<ListItem[]> {
  const rows = await db().readingList.findMany({
    where: { AND: [{ open: true, member: { handle } }, visible(actor)] },
    orderBy: latest,
    select: itemColumns(actor),
  });
  return rows.map(toItem);
}

/** My lists, and whether a story is in them. */
export async function listChoices(actor: MemberActor, { storyId }: { storyId: string }): Promise<ListChoice[]> {
  const rows = await db().readingList.findMany({
    where: { memberId: actor.id },
    orderBy: latest,
    select: {
      id: true,
      slug: true,
      title: true,
      open: true,
      entries: { where: { storyId }, select: { storyId: true } },
    },
  });
  return rows.map(({ entries, ...row }) => ({ ...row, has: entries.length > 0 }));
}

/** @throws AppError `not_found` unless the actor may see it. */
export async function findVisible(tx: Tx, actor: Actor, id: string) {
  const row = await tx.readingList.findFirst({
    where: { AND: [{ id }, visible(actor)] },
    select: { memberId: true, title: true, note: true, slug: true },
  });
  if (!row) throw missing();
  return row;
}
