import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import type { Actor, MemberActor } from "@/modules/member/actor";
import { readable } from "@/modules/story/queries";
import { cardColumns, toCard } from "@/modules/story/views";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import {
  type HistoryPage,
  type PageInput,
  type ReaderSettings,
  readSettings,
  type SavedPage,
  type StoryPlaces,
} from "./schema";
import { placeColumns, toPlace } from "./views";

/** Chapters that `actor` may read, their stories included. */
const readableChapter = (actor: MemberActor): Prisma.ChapterWhereInput => ({
  position: { not: null },
  story: readable(actor),
  OR: [{ draft: false }, { story: { authorId: actor.id } }],
});

/** @throws AppError `not_found` unless `actor` may read the chapter. */
export async function findReadableChapter(tx: Tx, actor: MemberActor, id: string) {
  const row = await tx.chapter.findFirst({
    where: { AND: [{ id }, readableChapter(actor)] },
    select: { id: true, storyId: true, position: true },
  });
  if (!row) throw new AppError("not_found", "This chapter does not exist, or is not visible to you.");
  return { id: row.id, storyId: row.storyId, number: row.position ?? 0 };
}

/** The chapters of a story that `actor` may read. */
export const listReadableChapters = (tx: Tx, actor: MemberActor, storyId: string) =>
  tx.chapter.findMany({ where: { AND: [{ storyId }, readableChapter(actor)] }, select: { id: true } });

/** @throws AppError `not_found` unless `actor` may read the story. */
export async function requireReadableStory(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await tx.story.findFirst({ where: { AND: [{ id }, readable(actor)] }, select: { id: true } });
  if (!row) throw new AppError("not_found", "This story does not exist, or is not visible to you.");
}

/** What I have read of a story, and whether I have marked it for later. */
export async function getStoryPlaces(actor: MemberActor, { storyId }: { storyId: string }): Promise<StoryPlaces> {
  const [rows, saved] = await Promise.all([
    db().readingPlace.findMany({
      where: { memberId: actor.id, storyId, chapter: readableChapter(actor) },
      orderBy: { readAt: "desc" },
      select: placeColumns,
    }),
    db().bookmark.count({ where: { memberId: actor.id, storyId } }),
  ]);
  return { places: rows.map(toPlace), saved: saved > 0 };
}

const pageKeys = z.tuple([z.iso.datetime(), z.string()]);

/** The stories that I have read in, each once, the latest first. */
export async function listHistory(actor: MemberActor, { cursor, limit }: PageInput): Promise<HistoryPage> {
  const where: Prisma.ReadingPlaceWhereInput[] = [{ memberId: actor.id, chapter: readableChapter(actor) }];
  if (cursor) {
    const [readAt, chapterId] = readPageCursor(cursor, pageKeys);
    where.push({ OR: [{ readAt: { lt: readAt } }, { readAt, chapterId: { lt: chapterId } }] });
    // Of a story that stood on an earlier page, the older places are not told again.
    const earlier = { OR: [{ readAt: { gt: readAt } }, { readAt, chapterId: { gte: chapterId } }] };
    where.push({
      story: { places: { none: { AND: [{ memberId: actor.id, chapter: readableChapter(actor) }, earlier] } } },
    });
  }
  const rows = await db().readingPlace.findMany({
    where: { AND: where },
    orderBy: [{ readAt: "desc" }, { chapterId: "desc" }],
    distinct: ["storyId"],
    take: limit + 1,
    select: {
      ...placeColumns,
      chapter: { select: { id: true, position: true, title: true } },
      story: { select: cardColumns },
    },
  });
  const page = rows.slice(0, limit);
  const finished = await db().readingPlace.groupBy({
    by: ["storyId"],
    where: {
      memberId: actor.id,
      storyId: { in: page.map(({ storyId }) => storyId) },
      finishedAt: { not: null },
      chapter: readableChapter(actor),
    },
    _count: true,
  });
  const finishedOf = new Map(finished.map((row) => [row.storyId, row._count]));
  const last = page.at(-1);
  return {
    items: page.map(({ story, chapter, ...row }) => ({
      story: toCard(story),
      chapter: { id: chapter.id, number: chapter.position ?? 0, title: chapter.title },
      place: toPlace(row),
      finishedChapters: finishedOf.get(row.storyId) ?? 0,
    })),
    nextCursor: rows.length > limit && last ? writePageCursor([last.readAt.toISOString(), last.chapterId]) : null,
  };
}

/** What I have marked for later, the latest first, as far as I may still read it. */
export async function listSaved(actor: MemberActor, { cursor, limit }: PageInput): Promise<SavedPage> {
  const where: Prisma.BookmarkWhereInput[] = [{ memberId: actor.id, story: readable(actor) }];
  if (cursor) {
    const [createdAt, storyId] = readPageCursor(cursor, pageKeys);
    where.push({ OR: [{ createdAt: { lt: createdAt } }, { createdAt, storyId: { lt: storyId } }] });
  }
  const rows = await db().bookmark.findMany({
    where: { AND: where },
    orderBy: [{ createdAt: "desc" }, { storyId: "desc" }],
    take: limit + 1,
    select: { createdAt: true, story: { select: cardColumns } },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ createdAt, story }) => ({ story: toCard(story), savedAt: createdAt.toISOString() })),
    nextCursor: rows.length > limit && last ? writePageCursor([last.createdAt.toISOString(), last.story.id]) : null,
  };
}

/** Null where a member has set nothing yet. */
export async function getReaderSettings(actor: MemberActor): Promise<ReaderSettings | null> {
  const row = await db().readerSettings.findUnique({ where: { memberId: actor.id }, select: { settings: true } });
  return row && readSettings(row.settings);
}
