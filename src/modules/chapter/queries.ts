import type { Viewer } from "@/live/viewer";
import { listBoundaryIds } from "@/modules/boundary/queries";
import { listCollaborations } from "@/modules/collaboration/queries";
import { type Actor, type MemberActor, noRelations, viewerOf } from "@/modules/member/actor";
import { can } from "@/modules/story/policy";
import { type OpenStory, openStory, readableChapters } from "@/modules/story/queries";
import { type StoryColumnsRow, storyColumns, toCard } from "@/modules/story/views";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type {
  ChapterManuscript,
  ChapterView,
  EntireView,
  Outline,
  ReadChapter,
  RevisionItem,
  Revisions,
  RevisionView,
} from "./schema";
import {
  type ChapterRow,
  manuscriptColumns,
  outlineColumns,
  toChapterManuscript,
  toChapterText,
  toOutlineItem,
} from "./views";

export const missing = () => new AppError("not_found", "This chapter does not exist, or is not visible to you.");

/** edit: the author and those who write with them. own: the author alone, for what readers get to see. */
export type ChapterVerb = "edit" | "own";

/**
 * The row of a story whose chapters `actor` may edit, or own.
 * @throws AppError `not_found` for anyone else.
 */
export async function findOwnStory(
  tx: Tx,
  actor: MemberActor,
  id: string,
  verb: ChapterVerb = "edit",
): Promise<StoryColumnsRow> {
  const row = await tx.story.findUnique({ where: { id }, select: storyColumns });
  if (!row || !can(await writerFor(tx, actor), verb, row)) throw missing();
  return row;
}

/** The actor with what decides who may write: no list of follows is read for each save. */
async function writerFor(tx: Tx, actor: MemberActor): Promise<Viewer> {
  // One after the other: a transaction has one connection.
  const collaborations = await listCollaborations(actor, tx);
  const boundaries = await listBoundaryIds(actor, tx);
  return viewerOf(actor, { ...noRelations(), ...boundaries, collaborations });
}

/**
 * A chapter that `actor` may edit, with its story.
 * @throws AppError `not_found` for anyone else.
 */
export async function findOwnChapter(
  tx: Tx,
  actor: MemberActor,
  id: string,
  verb: ChapterVerb = "edit",
): Promise<{ chapter: ChapterRow; story: StoryColumnsRow }> {
  const chapter = await tx.chapter.findUnique({ where: { id }, select: manuscriptColumns });
  if (!chapter) throw missing();
  return { chapter, story: await findOwnStory(tx, actor, chapter.storyId, verb) };
}

/** A chapter as its author works on it. */
export async function getChapterManuscript(actor: MemberActor, { id }: { id: string }): Promise<ChapterManuscript> {
  const { chapter, story } = await findOwnChapter(db(), actor, id);
  return toChapterManuscript(chapter, story.version);
}

/** All chapters of a story of mine, those in the trash included. */
export const getOutline = async (actor: MemberActor, { storyId }: { storyId: string }): Promise<Outline> =>
  readOutline(db(), await findOwnStory(db(), actor, storyId));

export async function readOutline(tx: Tx, story: { id: string; version: number }): Promise<Outline> {
  const rows = await tx.chapter.findMany({
    where: { storyId: story.id },
    orderBy: [{ position: "asc" }, { removedAt: "desc" }],
    select: outlineColumns,
  });
  const items = rows.map(toOutlineItem);
  return {
    storyId: story.id,
    storyVersion: story.version,
    chapters: items.filter(({ number }) => number !== null),
    trash: items.filter(({ number }) => number === null),
  };
}

/** What a chapter of mine was before it changed, the latest first. */
/** The latest two hundred, the newest first. */
export async function listRevisions(actor: MemberActor, { id, chapterId }: Revisions): Promise<RevisionItem[]> {
  await findOwnStory(db(), actor, id);
  const rows = await db().chapterRevision.findMany({
    where: { chapter: { storyId: id }, chapterId },
    orderBy: [{ createdAt: "desc" }, { version: "desc" }],
    take: 200,
    select: { id: true, chapterId: true, version: true, words: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

export async function getRevision(actor: MemberActor, { id }: { id: string }): Promise<RevisionView> {
  const row = await db().chapterRevision.findUnique({ where: { id } });
  if (!row) throw missing();
  await findOwnChapter(db(), actor, row.chapterId);
  return { ...row, createdAt: row.createdAt.toISOString() };
}

const around = ({ row, index, live }: OpenStory) => ({
  story: { ...toCard(row), language: row.language, status: row.status, version: row.version },
  index,
  live,
});

/**
 * A chapter to be read.
 * @throws AppError `not_found` unless it exists and `actor` may read it.
 */
export async function getChapter(actor: Actor, { slug, number }: ReadChapter): Promise<ChapterView> {
  const open = await openStory(actor, slug);
  const { row: story, viewer } = open;
  const chapter = await db().chapter.findFirst({
    where: { AND: [{ storyId: story.id, position: number }, readableChapters(viewer, story)] },
    select: manuscriptColumns,
  });
  if (!chapter) throw missing();
  return { ...around(open), chapter: toChapterText(chapter, story) };
}

/** Of a page with the entire work, in words: about three novels, which a browser still scrolls with ease. */
const longestPage = 300_000;

/** A story in one piece, to be read without turning pages. */
export async function getEntireStory(actor: Actor, { slug }: { slug: string }): Promise<EntireView> {
  const open = await openStory(actor, slug);
  const { row: story, viewer, index } = open;
  let words = 0;
  const end = index.findIndex((entry, at) => {
    words += entry.words;
    // The first is shown whatever its length: there is no shorter page of it.
    return at > 0 && words > longestPage;
  });
  const shown = end === -1 ? index : index.slice(0, end);
  const chapters = await db().chapter.findMany({
    where: { AND: [{ id: { in: shown.map(({ id }) => id) } }, readableChapters(viewer, story)] },
    orderBy: { position: "asc" },
    select: manuscriptColumns,
  });
  return {
    ...around(open),
    chapters: chapters.map((chapter) => toChapterText(chapter, story)),
    next: end === -1 ? null : (index[end]?.number ?? null),
  };
}
