import type { MemberActor } from "@/modules/member/actor";
import { readable } from "@/modules/story/queries";
import { newId, slugOf } from "@/modules/story/slug";
import { db, type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { placed } from "@/platform/order";
import { getOwnList, missing } from "./queries";
import {
  type CreateList,
  type EntryInput,
  type ListView,
  type MoveEntry,
  mostEntries,
  mostLists,
  type UpdateList,
} from "./schema";

/** Changes to one list come one after another. */
async function lockOwn(tx: Tx, actor: MemberActor, id: string): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "ReadingList" WHERE id = ${id} AND "memberId" = ${actor.id} FOR UPDATE`;
  if (rows.length === 0) throw missing();
}

const touch = (tx: Tx, id: string, data: Omit<UpdateList, "id"> = {}) =>
  tx.readingList.update({ where: { id }, data: { ...data, changedAt: new Date() }, select: { id: true } });

async function orderOf(tx: Tx, listId: string): Promise<string[]> {
  const rows = await tx.readingListEntry.findMany({
    where: { listId },
    orderBy: [{ position: "asc" }, { storyId: "asc" }],
    select: { storyId: true },
  });
  return rows.map(({ storyId }) => storyId);
}

/** Puts a story at the end; twice is once. */
async function append(tx: Tx, actor: MemberActor, listId: string, storyId: string): Promise<void> {
  if ((await tx.story.count({ where: { AND: [{ id: storyId }, readable(actor)] } })) === 0)
    throw new AppError("not_found", "This story does not exist, or is not visible to you.");
  const ids = await orderOf(tx, listId);
  if (ids.includes(storyId)) return;
  if (ids.length >= mostEntries) throw new AppError("invalid", `A list has at most ${mostEntries} stories.`);
  await tx.readingListEntry.create({
    data: { listId, storyId, position: ids.length + 1 },
    select: { listId: true },
  });
}

export async function createList(actor: MemberActor, { storyId, ...input }: CreateList): Promise<ListView> {
  const id = newId();
  await transact(async (tx) => {
    if ((await tx.readingList.count({ where: { memberId: actor.id } })) >= mostLists)
      throw new AppError("invalid", `You have ${mostLists} lists already; that is as many as fit.`);
    const data = { id, memberId: actor.id, slug: slugOf(input.title, id), ...input };
    await tx.readingList.create({ data, select: { id: true } });
    if (storyId) await append(tx, actor, id, storyId);
  });
  return getOwnList(actor, id);
}

export async function updateList(actor: MemberActor, { id, ...change }: UpdateList): Promise<ListView> {
  await transact(async (tx) => {
    await lockOwn(tx, actor, id);
    await touch(tx, id, change);
  });
  return getOwnList(actor, id);
}

export async function removeList(actor: MemberActor, { id }: { id: string }): Promise<void> {
  const { count } = await db().readingList.deleteMany({ where: { id, memberId: actor.id } });
  if (count === 0) throw missing();
}

/** Puts a story that the actor may read at the end of one of their lists; twice is once. */
export async function addToList(actor: MemberActor, { id, storyId }: EntryInput): Promise<ListView> {
  await transact(async (tx) => {
    await lockOwn(tx, actor, id);
    await append(tx, actor, id, storyId);
    await touch(tx, id);
  });
  return getOwnList(actor, id);
}

export async function takeFromList(actor: MemberActor, { id, storyId }: EntryInput): Promise<ListView> {
  await transact(async (tx) => {
    await lockOwn(tx, actor, id);
    await tx.readingListEntry.deleteMany({ where: { listId: id, storyId } });
  });
  return getOwnList(actor, id);
}

/** Moves a story before another of the list, or to the end. Two who move at the same time both have their way. */
export async function moveInList(actor: MemberActor, { id, storyId, before }: MoveEntry): Promise<ListView> {
  await transact(async (tx) => {
    await lockOwn(tx, actor, id);
    const ids = await orderOf(tx, id);
    const next = ids.includes(storyId) && before !== storyId ? placed(ids, storyId, before) : null;
    if (!next) throw new AppError("not_found", "This story is no longer in the list.");
    await tx.$executeRaw`
      UPDATE "ReadingListEntry" e SET position = o.place FROM unnest(${next}::text[]) WITH ORDINALITY AS o(id, place)
      WHERE e."storyId" = o.id AND e."listId" = ${id}`;
  });
  return getOwnList(actor, id);
}
