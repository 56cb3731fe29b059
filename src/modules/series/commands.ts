import { announce } from "@/live/outbox";
import type { MemberActor } from "@/modules/member/actor";
import { notifyFollowers } from "@/modules/notification/notify";
import { findOwn } from "@/modules/story/queries";
import { newId, slugOf } from "@/modules/story/slug";
import { db, type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { placed } from "@/platform/order";
import { seriesChanged } from "./events";
import { findVisible, getFollowState, getOwnSeries, missing } from "./queries";
import {
  type CreateSeries,
  type EntryInput,
  type FollowState,
  type MoveEntry,
  mostEntries,
  mostSeries,
  type SeriesView,
  type UpdateSeries,
} from "./schema";

type Id = { id: string };

/** Changes to one series come one after another. */
async function lockOwn(tx: Tx, actor: MemberActor, id: string): Promise<{ title: string; slug: string }> {
  const [row] = await tx.$queryRaw<{ title: string; slug: string }[]>`
    SELECT title, slug FROM "Series" WHERE id = ${id} AND "authorId" = ${actor.id} FOR UPDATE`;
  if (!row) throw missing();
  return row;
}

/** Has those who look at the series read it again. */
const tell = (tx: Tx, actor: MemberActor, id: string) => announce(tx, seriesChanged, { id, authorId: actor.id });

const touch = (tx: Tx, id: string, data: { title?: string; blurb?: string } = {}) =>
  tx.series.update({ where: { id }, data: { ...data, changedAt: new Date() }, select: { id: true } });

async function orderOf(tx: Tx, seriesId: string): Promise<string[]> {
  const rows = await tx.seriesEntry.findMany({
    where: { seriesId },
    orderBy: [{ position: "asc" }, { storyId: "asc" }],
    select: { storyId: true },
  });
  return rows.map(({ storyId }) => storyId);
}

export async function createSeries(actor: MemberActor, input: CreateSeries): Promise<SeriesView> {
  const id = newId();
  await transact(async (tx) => {
    if ((await tx.series.count({ where: { authorId: actor.id } })) >= mostSeries)
      throw new AppError("invalid", `You have ${mostSeries} series already; that is as many as fit.`);
    const data = { id, authorId: actor.id, slug: slugOf(input.title, id), ...input };
    await tx.series.create({ data, select: { id: true } });
  });
  return getOwnSeries(actor, id);
}

export async function updateSeries(actor: MemberActor, { id, ...words }: UpdateSeries): Promise<SeriesView> {
  await transact(async (tx) => {
    await lockOwn(tx, actor, id);
    await touch(tx, id, words);
    await tell(tx, actor, id);
  });
  return getOwnSeries(actor, id);
}

/** The stories stay as they are. */
export const removeSeries = (actor: MemberActor, { id }: Id): Promise<void> =>
  transact(async (tx) => {
    const { count } = await tx.series.deleteMany({ where: { id, authorId: actor.id } });
    if (count === 0) throw missing();
    await tell(tx, actor, id);
  });

/**
 * Puts a story of the actor's at the end of a series, out of another where it is in one; twice is once. Those who follow the
 * series are told where others may meet the story, once for each story; of one that is published later they hear then.
 */
export async function addToSeries(actor: MemberActor, { id, storyId }: EntryInput): Promise<SeriesView> {
  await transact(async (tx) => {
    const series = await lockOwn(tx, actor, id);
    // Who publishes it meanwhile waits, and then tells those who follow the series.
    await tx.$queryRaw`SELECT id FROM "Story" WHERE id = ${storyId} FOR SHARE`;
    const story = await findOwn(tx, actor, storyId);
    if (story.removedAt) throw new AppError("invalid", "This story is in the trash; restore it first.");
    const ids = await orderOf(tx, id);
    if (ids.includes(storyId)) return;
    if (ids.length >= mostEntries) throw new AppError("invalid", `A series has at most ${mostEntries} stories.`);
    const before = await tx.seriesEntry.findUnique({ where: { storyId }, select: { seriesId: true } });
    const place = { seriesId: id, position: ids.length + 1, addedAt: new Date() };
    await tx.seriesEntry.upsert({
      where: { storyId },
      create: { storyId, ...place },
      update: place,
      select: { storyId: true },
    });
    await touch(tx, id);
    await tell(tx, actor, id);
    if (before && before.seriesId !== id) await tell(tx, actor, before.seriesId);
    if (story.status === "published")
      await notifyFollowers(tx, {
        type: "series.story",
        storyId,
        authorId: actor.id,
        data: { seriesId: id, ...series },
      });
  });
  return getOwnSeries(actor, id);
}

export async function takeFromSeries(actor: MemberActor, { id, storyId }: EntryInput): Promise<SeriesView> {
  await transact(async (tx) => {
    await lockOwn(tx, actor, id);
    await tx.seriesEntry.deleteMany({ where: { seriesId: id, storyId } });
    await tell(tx, actor, id);
  });
  return getOwnSeries(actor, id);
}

/**
 * Moves a story before another of the series, or to the end. It says where to, and not in which order all are, so that two
 * who move at the same time both have their way.
 */
export async function moveInSeries(actor: MemberActor, { id, storyId, before }: MoveEntry): Promise<SeriesView> {
  await transact(async (tx) => {
    await lockOwn(tx, actor, id);
    const ids = await orderOf(tx, id);
    const next = ids.includes(storyId) && before !== storyId ? placed(ids, storyId, before) : null;
    if (!next) throw new AppError("not_found", "This story is no longer in the series.");
    await tx.$executeRaw`
      UPDATE "SeriesEntry" e SET position = o.place FROM unnest(${next}::text[]) WITH ORDINALITY AS o(id, place)
      WHERE e."storyId" = o.id AND e."seriesId" = ${id}`;
    await tell(tx, actor, id);
  });
  return getOwnSeries(actor, id);
}

/** From now on the actor is told of stories that come into the series; twice is once. */
export async function followSeries(actor: MemberActor, { id }: Id): Promise<FollowState> {
  await transact(async (tx) => {
    const { authorId } = await findVisible(tx, actor, id);
    if (authorId === actor.id) throw new AppError("invalid", "One cannot follow one's own series.");
    await tx.seriesFollow.createMany({ data: [{ memberId: actor.id, seriesId: id }], skipDuplicates: true });
  });
  return getFollowState(actor, id);
}

export async function unfollowSeries(actor: MemberActor, { id }: Id): Promise<FollowState> {
  await db().seriesFollow.deleteMany({ where: { memberId: actor.id, seriesId: id } });
  return getFollowState(actor, id);
}
