import type { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import { notUnheard } from "@/modules/boundary/queries";
import { viewerFor } from "@/modules/follow/queries";
import { type Actor, memberIdOf, noRelations, viewerOf } from "@/modules/member/actor";
import { findReadable, readableChapters } from "@/modules/story/queries";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { audienceAt } from "./events";
import { placesAbove, threadOf } from "./place";
import { refusalFor } from "./policy";
import type { CommentPage, ListComments } from "./schema";
import { type CommentRow, commentColumns, toComment } from "./views";

const pageSize = 50;

/** A chapter that readers could read when it was moved to the trash: what was said about it stays with the story. */
const leftBehind = { position: null, draft: false, publishedAt: { not: null } } satisfies Prisma.ChapterWhereInput;

/** What everyone may know of, once they may read the story. */
const inTheOpen: Prisma.ChapterWhereInput = { OR: [{ position: { not: null }, draft: false }, leftBehind] };

/** The chapters about which one may read what was said; without collaborations, so that of a draft is its author's. */
const openChapters = (actor: Actor, authorId: string): Prisma.ChapterWhereInput => ({
  OR: [readableChapters(viewerOf(actor, noRelations()), { id: "", authorId }), leftBehind],
});

/**
 * What `seesComment` says, as a condition of the database; nor does one see those who are banned, or what is said about a
 * chapter that one may not read.
 */
function seen(actor: Actor, authorId: string): Prisma.CommentWhereInput {
  const memberId = memberIdOf(actor);
  const states: Prisma.CommentWhereInput[] = [{ state: "shown" }];
  if (memberId === authorId) states.push({ state: "held" });
  else if (memberId) states.push({ state: "held", writerId: memberId });
  return {
    removedAt: null,
    AND: [
      { OR: states },
      { OR: [{ chapterId: null }, { chapter: openChapters(actor, authorId) }] },
      { OR: [{ writerId: null }, { writer: { bannedAt: null, ...notUnheard(actor) } }] },
    ],
  };
}

/**
 * Whether something that was said about a chapter by `at` (in milliseconds since 1970) is closed to the actor now, whatever
 * it was then: an event that is replayed carries the rights of its own time.
 * @throws AppError `not_found` when the actor may not read the story.
 */
export async function closedChapters(
  actor: Actor,
  storyId: string,
): Promise<(chapterId: string | null, at: number) => boolean> {
  const { authorId } = await findReadable(db(), await viewerFor(actor), storyId);
  const chapters = await db().chapter.findMany({
    where: { storyId, NOT: openChapters(actor, authorId) },
    select: { id: true },
  });
  if (chapters.length === 0) return () => false;
  const ids = new Set(chapters.map(({ id }) => id));
  const [clock] = await db().$queryRaw<{ now: Date }[]>`SELECT now()`;
  // What comes later is told by the rights of its own time: the chapter may be up again.
  const until = clock?.now.getTime() ?? Number.POSITIVE_INFINITY;
  return (chapterId, at) => chapterId !== null && ids.has(chapterId) && at <= until;
}

/**
 * A page of a story's comments in the order of reading, with the position of the log at which it was read.
 * @throws AppError `not_found` when the actor may not read the story, or see the comment to begin at.
 */
export async function listComments(
  actor: Actor,
  { storyId, chapterId, cursor, at }: ListComments,
): Promise<CommentPage> {
  const position = await live.cursor();
  const viewer = await viewerFor(actor);
  const story = await findReadable(db(), viewer, storyId);
  const part = { storyId, ...(chapterId && { chapterId }) };
  const where: Prisma.CommentWhereInput = { ...part, ...seen(actor, story.authorId) };
  const begin = at && !cursor ? await beginningFor(where, at) : { place: cursor ? { gt: cursor } : undefined };
  const rows = await db().comment.findMany({
    where: { AND: [where, begin] },
    orderBy: { place: "asc" },
    take: pageSize + 1,
    select: commentColumns,
  });
  const page = rows.slice(0, pageSize);
  const { commenting, moderated } = story;
  const counted = { ...part, state: "shown" as const, removedAt: null };
  const chapter = chapterId
    ? await db().chapter.findUnique({ where: { id: chapterId, storyId }, select: { draft: true } })
    : null;
  return {
    items: page.map(toComment),
    nextCursor: rows.length > pageSize ? (page.at(-1)?.place ?? null) : null,
    total: chapterId
      ? await db().comment.count({ where: { ...counted, chapter: inTheOpen } })
      : story.commentCount - (await db().comment.count({ where: { ...counted, chapter: { NOT: inTheOpen } } })),
    settings: { commenting, moderated },
    refusal: refusalFor(viewer, { ...audienceAt(story, chapter), commenting }),
    live: position,
  };
}

/** From the beginning of the comment's thread; from the comment and what it answers, where it lies too far down in it. */
async function beginningFor(where: Prisma.CommentWhereInput, id: string): Promise<Prisma.CommentWhereInput> {
  const target = await db().comment.findFirst({ where: { AND: [where, { id }] }, select: { place: true } });
  if (!target) throw missing();
  const { place } = target;
  const thread = threadOf(place);
  const before = await db().comment.count({ where: { AND: [where, { place: { gte: thread, lt: place } }] } });
  if (before < pageSize) return { place: { gte: thread } };
  return { OR: [{ place: { gte: place } }, { place: { in: placesAbove(place) } }] };
}

export const missing = () => new AppError("not_found", "This comment does not exist, or is not visible to you.");

/** A comment that the actor may see and that still stands, on a story with this author. */
export async function findSeen(tx: Tx, actor: Actor, authorId: string, id: string): Promise<CommentRow> {
  const row = await tx.comment.findFirst({ where: { id, ...seen(actor, authorId) }, select: commentColumns });
  if (!row) throw missing();
  return row;
}
