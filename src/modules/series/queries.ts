import type { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import { notApart } from "@/modules/boundary/queries";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { listable, readable } from "@/modules/story/queries";
import { cardColumns, toCard } from "@/modules/story/views";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type { FollowState, SeriesItem, SeriesPlace, SeriesView } from "./schema";

export const missing = () => new AppError("not_found", "This series does not exist, or is not visible to you.");

/** The stories of a series that the actor meets in it: those of any list, and all of their own. */
const shown = (actor: Actor): Prisma.SeriesEntryWhereInput => ({
  story: actor.kind === "member" ? { OR: [listable(actor), { authorId: actor.id, removedAt: null }] } : listable(actor),
});

/** A series of which others may see nothing is not there for them: its title would tell of drafts. */
const visible = (actor: Actor): Prisma.SeriesWhereInput => ({
  author: notApart(actor),
  OR: [{ authorId: memberIdOf(actor) ?? "" }, { hiddenAt: null, entries: { some: shown(actor) } }],
});

const authorColumns = { select: { id: true, handle: true, name: true, image: true } } as const;

const itemColumns = (actor: Actor) =>
  ({
    id: true,
    slug: true,
    title: true,
    blurb: true,
    hiddenAt: true,
    author: authorColumns,
    _count: { select: { entries: { where: shown(actor) } } },
  }) satisfies Prisma.SeriesSelect;

type ItemRow = Prisma.SeriesGetPayload<{ select: ReturnType<typeof itemColumns> }>;
const toItem = ({ _count, hiddenAt, ...row }: ItemRow): SeriesItem => ({
  ...row,
  hidden: hiddenAt !== null,
  stories: _count.entries,
});

async function viewOf(actor: Actor, where: Prisma.SeriesWhereInput): Promise<SeriesView> {
  const position = await live.cursor(); // before the read: what commits later is on the stream
  const memberId = memberIdOf(actor) ?? "";
  const row = await db().series.findFirst({
    where: { AND: [where, visible(actor)] },
    select: {
      ...itemColumns(actor),
      entries: {
        where: shown(actor),
        orderBy: [{ position: "asc" }, { storyId: "asc" }],
        select: { story: { select: { ...cardColumns, status: true } } },
      },
      followers: { where: { memberId }, select: { memberId: true } },
    },
  });
  if (!row) throw missing();
  const { entries, followers, ...item } = row;
  return {
    ...toItem(item),
    entries: entries.map(({ story: { status, ...story } }) => ({ story: toCard(story), status })),
    words: entries.reduce((sum, { story }) => sum + story.words, 0),
    followers: await db().seriesFollow.count({ where: { seriesId: row.id } }),
    following: followers.length > 0,
    live: position,
  };
}

/** @throws AppError `not_found` unless there is something in it for the actor to see. */
export const getSeries = (actor: Actor, { slug }: { slug: string }): Promise<SeriesView> => viewOf(actor, { slug });

/** My series as I see it. */
export const getOwnSeries = (actor: MemberActor, id: string): Promise<SeriesView> =>
  viewOf(actor, { id, authorId: actor.id });

/** The series of an author that the actor may see, the latest first. */
export async function listSeries(actor: Actor, { handle }: { handle: string }): Promise<SeriesItem[]> {
  const rows = await db().series.findMany({
    where: { AND: [{ author: { handle } }, visible(actor)] },
    orderBy: [{ changedAt: "desc" }, { id: "desc" }],
    select: itemColumns(actor),
  });
  return rows.map(toItem);
}

/** Those that the actor follows and may see, the latest followed first. */
export async function listFollowedSeries(actor: MemberActor): Promise<SeriesItem[]> {
  const rows = await db().seriesFollow.findMany({
    where: { memberId: actor.id, series: visible(actor) },
    orderBy: [{ createdAt: "desc" }, { seriesId: "asc" }],
    select: { series: { select: itemColumns(actor) } },
  });
  return rows.map(({ series }) => toItem(series));
}

/** Where a story stands in its series, and what lies before and after it there; null where it is in none. */
export async function getSeriesPlace(actor: Actor, { storyId }: { storyId: string }): Promise<SeriesPlace> {
  const entry = await db().seriesEntry.findFirst({
    where: { storyId, story: readable(actor), series: visible(actor) },
    select: { position: true, seriesId: true, series: { select: { slug: true, title: true } } },
  });
  if (!entry) return null;
  const rows = await db().seriesEntry.findMany({
    where: { AND: [{ seriesId: entry.seriesId }, shown(actor)] },
    orderBy: [{ position: "asc" }, { storyId: "asc" }],
    select: { storyId: true, position: true, story: { select: { slug: true, title: true } } },
  });
  const at = rows.findIndex((row) => row.storyId === storyId);
  return {
    series: entry.series,
    number: at === -1 ? null : at + 1,
    stories: rows.length,
    previous: rows.findLast(({ position }) => position < entry.position)?.story ?? null,
    next: rows.find(({ position }) => position > entry.position)?.story ?? null,
  };
}

export async function getFollowState(actor: MemberActor, id: string): Promise<FollowState> {
  const [mine, followers] = await Promise.all([
    db().seriesFollow.count({ where: { seriesId: id, memberId: actor.id } }),
    db().seriesFollow.count({ where: { seriesId: id } }),
  ]);
  return { following: mine > 0, followers };
}

/** @throws AppError `not_found` unless the actor may see it. */
export async function findVisible(tx: Tx, actor: Actor, id: string) {
  const row = await tx.series.findFirst({
    where: { AND: [{ id }, visible(actor)] },
    select: { authorId: true, title: true, blurb: true, slug: true },
  });
  if (!row) throw missing();
  return row;
}

/** @throws AppError `not_found` unless the actor may see it. */
export const requireVisible = (actor: Actor, id: string): Promise<unknown> => findVisible(db(), actor, id);
