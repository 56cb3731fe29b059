import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import { isApart, type Viewer } from "@/live/viewer";
import { notApart, notMuted, welcome } from "@/modules/boundary/queries";
import { sharedWith } from "@/modules/collaboration/queries";
import { listFollowedTags, viewerFor } from "@/modules/follow/queries";
import { type Actor, type MemberActor, noRelations, viewerOf } from "@/modules/member/actor";
import { wanted } from "@/modules/unwanted/queries";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { can, type StoryState } from "./policy";
import {
  type ChapterEntry,
  type FeedInput,
  type FeedPage,
  type ManuscriptView,
  type MineInput,
  type MinePage,
  type StoryView,
  storyStatus,
} from "./schema";
import { hashOf } from "./slug";
import {
  cardColumns,
  entryColumns,
  type ManuscriptRow,
  manuscriptColumns,
  type StoryColumnsRow,
  storyColumns,
  studioColumns,
  toCard,
  toEntry,
  toManuscript,
  toStudioItem,
} from "./views";

/** What `can(viewer, "list", story)` says, as a condition of the database. */
export function listable(actor: Actor): Prisma.StoryWhereInput {
  const open: Prisma.StoryWhereInput[] = [{ visibility: "public" }];
  if (actor.kind === "member") {
    open.push(
      { authorId: actor.id },
      { visibility: "followers", author: { followers: { some: { followerId: actor.id } } } },
    );
  }
  return { status: "published", removedAt: null, OR: open, author: notApart(actor) };
}

/** The same for a row `s` of "Story" in a statement of SQL. */
export function listableSql(actor: Actor): Prisma.Sql {
  const up = Prisma.sql`s.status = 'published' AND s."removedAt" IS NULL`;
  if (actor.kind !== "member") return Prisma.sql`(${up} AND s.visibility = 'public')`;
  return Prisma.sql`(${up}
    AND (s.visibility = 'public' OR s."authorId" = ${actor.id} OR (s.visibility = 'followers' AND EXISTS (
      SELECT 1 FROM "Follow" f WHERE f."followerId" = ${actor.id} AND f."authorId" = s."authorId")))
    AND NOT EXISTS (
      SELECT 1 FROM "Boundary" b WHERE b.kind = 'block'
      AND (b."memberId", b."otherId") IN ((${actor.id}, s."authorId"), (s."authorId", ${actor.id}))))`;
}

const heatKeys = z.tuple([z.number(), z.uuid()]);
const timeKeys = z.tuple([z.iso.datetime(), z.uuid()]);

/** A page of the community feed, with the position of the log at which it was read. */
export async function listFeed(actor: Actor, input: FeedInput): Promise<FeedPage> {
  const position = await live.cursor(); // before the read: what commits later is on the stream
  const where: Prisma.StoryWhereInput[] = [listable(actor)];
  if (input.genre) where.push({ genre: input.genre });
  if (input.tag) where.push({ tags: { has: input.tag } });
  // A muted author's stories, what is beyond one's limits and what one has hidden stay out of one's way; but who goes to
  // the author's page wants to see them.
  where.push({ author: input.author ? { handle: input.author } : notMuted(actor) });
  if (!input.author) where.push(await welcome(actor), await wanted(actor, input.tag));
  if (input.sort === "following") {
    if (actor.kind !== "member")
      throw new AppError("unauthenticated", "Sign in to see the stories of those you follow.");
    const tags = await listFollowedTags(actor);
    where.push({
      OR: [
        { author: { followers: { some: { followerId: actor.id } } } },
        { tags: { hasSome: tags }, NOT: { authorId: actor.id } },
      ],
    });
  }
  const key = input.sort === "trending" ? "heat" : "publishedAt";
  if (input.cursor) {
    const [last, id] = readPageCursor<[string | number, string]>(input.cursor, key === "heat" ? heatKeys : timeKeys);
    where.push({ OR: [{ [key]: { lt: last } }, { [key]: last, id: { lt: id } }] });
  }
  const rows = await db().story.findMany({
    where: { AND: where },
    orderBy: [{ [key]: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: { ...cardColumns, heat: true },
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const more = rows.length > input.limit && last;
  return {
    items: page.map(toCard),
    nextCursor: more
      ? writePageCursor([key === "heat" ? last.heat : (last.publishedAt?.toISOString() ?? ""), last.id])
      : null,
    live: position,
  };
}

/** Tags of the stories that everyone can see, most used first. */
export async function listTags(): Promise<{ tag: string; stories: number }[]> {
  return db().$queryRaw`
    SELECT tag, count(*)::int AS stories FROM "Story", unnest(tags) AS tag
    WHERE status = 'published' AND visibility = 'public' AND "removedAt" IS NULL
    GROUP BY tag ORDER BY stories DESC, tag LIMIT 24`;
}

const missing = () => new AppError("not_found", "This story does not exist, or is not visible to you.");

/**
 * As `missing`, of a story that everyone could read and that is not there any more. `details` say so, with its author's
 * handle as far as there is one.
 */
const gone = (author: string | null) =>
  new AppError("not_found", "This story was here and is gone.", { gone: true, author });

/**
 * A story to be read.
 * @throws AppError `not_found` unless it exists and `actor` may read it.
 */
export async function getStoryBySlug(actor: Actor, { slug }: { slug: string }): Promise<StoryView> {
  const { row, index, live } = await openStory(actor, slug);
  const first = index[0] && (await db().chapter.findUnique({ where: { id: index[0].id }, select: { body: true } }));
  return {
    ...toStudioItem(row),
    language: row.language,
    downloads: row.downloads,
    readers: row.readers,
    index,
    body: first?.body ?? "",
    live,
  };
}

/** The chapters of a story that `viewer` may read, once they may read the story. */
export const readableChapters = (viewer: Viewer, story: { id: string; authorId: string }) =>
  ({
    position: { not: null },
    ...(!can(viewer, "preview", { ...story, status: "published", visibility: "public", removedAt: null }) && {
      draft: false,
    }),
  }) satisfies Prisma.ChapterWhereInput;

export interface OpenStory {
  row: StoryColumnsRow;
  viewer: Viewer;
  /** The chapters that the actor may read. */
  index: ChapterEntry[];
  /** Position of the log at which all this was read. */
  live: string;
}

/**
 * A story and the index of its chapters, for who reads them.
 * @throws AppError `not_found` unless it exists and `actor` may read it.
 */
export async function openStory(actor: Actor, slug: string): Promise<OpenStory> {
  const position = await live.cursor();
  const [row, viewer] = await Promise.all([
    db().story.findUnique({ where: { slug }, select: { ...storyColumns, openedAt: true } }),
    viewerFor(actor),
  ]);
  if (!row) throw (await wasHere(slug)) ? gone(null) : missing();
  if (!can(viewer, "read", row)) throw isGone(viewer, row) ? gone(row.author.handle) : missing();
  const chapters = await db().chapter.findMany({
    where: { storyId: row.id, ...readableChapters(viewer, row) },
    orderBy: { position: "asc" },
    select: entryColumns,
  });
  return { row, viewer, index: chapters.map((chapter) => toEntry(chapter, row)), live: position };
}

/** Whether who comes to its address may know that it was here: not where it is still up, for others. */
const isGone = (viewer: Viewer, row: StoryState & { openedAt: Date | null }) =>
  row.openedAt !== null && (row.status !== "published" || row.removedAt !== null) && !isApart(viewer, row.authorId);

const wasHere = async (slug: string) => (await db().goneStory.count({ where: { slugHash: hashOf(slug) } })) > 0;

/** What `can(viewer, "read", story)` says, as a condition of the database. */
export function readable(actor: Actor): Prisma.StoryWhereInput {
  const open: Prisma.StoryWhereInput[] = [{ visibility: { in: ["public", "unlisted"] } }];
  if (actor.kind !== "member") return { status: "published", removedAt: null, OR: open };
  open.push({ visibility: "followers", author: { followers: { some: { followerId: actor.id } } } });
  return {
    OR: [
      { authorId: actor.id },
      { removedAt: null, collaborators: { some: sharedWith(actor) }, author: notApart(actor) },
      { status: "published", removedAt: null, OR: open, author: notApart(actor) },
    ],
  };
}

/** What other modules need to know of a story to act around it. */
const surroundings = {
  id: true,
  slug: true,
  title: true,
  authorId: true,
  status: true,
  visibility: true,
  removedAt: true,
  downloads: true,
  commenting: true,
  moderated: true,
  commentCount: true,
  kudos: true,
} satisfies Prisma.StorySelect;
export type StoryRow = Prisma.StoryGetPayload<{ select: typeof surroundings }>;

/**
 * The row of a story that `viewer` may read.
 * @throws AppError `not_found` for anyone else.
 */
export async function findReadable(tx: Tx, viewer: Viewer, id: string): Promise<StoryRow> {
  const row = await tx.story.findUnique({ where: { id }, select: surroundings });
  if (!row || !can(viewer, "read", row)) throw missing();
  return row;
}

/** Those of the stories that `viewer` may read. */
export async function listReadable(viewer: Viewer, ids: readonly string[]): Promise<StoryRow[]> {
  const rows = await db().story.findMany({ where: { id: { in: [...ids] } }, select: surroundings });
  return rows.filter((row) => can(viewer, "read", row));
}

/** @throws AppError `not_found` unless `viewer` may read the story; for streams about it. */
export async function requireReadable(viewer: Viewer, id: string): Promise<void> {
  await findReadable(db(), viewer, id);
}

/**
 * The row of a story that is the actor's own.
 * @throws AppError `not_found` for anyone else.
 */
export async function findOwn(tx: Tx, actor: MemberActor, id: string): Promise<ManuscriptRow> {
  const row = await tx.story.findUnique({ where: { id }, select: manuscriptColumns });
  if (!row || !can(viewerOf(actor, noRelations()), "own", row)) throw missing();
  return row;
}

/** A story as those work on it who write it. */
export async function getManuscript(actor: MemberActor, { id }: { id: string }): Promise<ManuscriptView> {
  const row = await db().story.findUnique({ where: { id }, select: manuscriptColumns });
  if (!row || !can(await viewerFor(actor), "edit", row)) throw missing();
  return toManuscript(row);
}

const trashed = { removedAt: { not: null } } satisfies Prisma.StoryWhereInput;
const kept = { removedAt: null } satisfies Prisma.StoryWhereInput;

const studioWhere: Record<MineInput["status"], Prisma.StoryWhereInput> = {
  all: kept,
  draft: { ...kept, status: "draft" },
  scheduled: { ...kept, status: "scheduled" },
  published: { ...kept, status: "published" },
  trash: trashed,
};

/** What of the actor's own stories belongs to a part of their studio. */
export const listMineWhere = (actor: MemberActor, status: MineInput["status"]): Prisma.StoryWhereInput => ({
  authorId: actor.id,
  ...studioWhere[status],
});

/** As the database orders them, by their declaration in prisma/schema/story.prisma. */
const statusOrder = storyStatus.options;
const studioKeys = z.tuple([storyStatus, z.iso.datetime(), z.uuid()]);

/** My stories, and those that I write with their authors: drafts first, each part by last edit. */
export async function listMine(actor: MemberActor, { status, cursor, limit }: MineInput): Promise<MinePage> {
  const position = await live.cursor();
  const mine: Prisma.StoryWhereInput = {
    OR: [
      { authorId: actor.id },
      { removedAt: null, author: notApart(actor), collaborators: { some: { ...sharedWith(actor), role: "editor" } } },
    ],
  };
  const where: Prisma.StoryWhereInput[] = [mine, studioWhere[status]];
  if (cursor) {
    const [last, editedAt, id] = readPageCursor(cursor, studioKeys);
    where.push({
      OR: [
        { status: { in: statusOrder.slice(statusOrder.indexOf(last) + 1) } },
        { status: last, editedAt: { lt: editedAt } },
        { status: last, editedAt, id: { lt: id } },
      ],
    });
  }
  const [rows, counts] = await Promise.all([
    db().story.findMany({
      where: { AND: where },
      orderBy: [{ status: "asc" }, { editedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
      select: studioColumns,
    }),
    Promise.all(
      (["all", "draft", "scheduled", "published", "trash"] as const).map((filter) =>
        db().story.count({ where: { AND: [mine, studioWhere[filter]] } }),
      ),
    ),
  ]);
  const [all = 0, draft = 0, scheduled = 0, published = 0, trash = 0] = counts;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toStudioItem),
    nextCursor:
      rows.length > limit && last ? writePageCursor([last.status, last.editedAt.toISOString(), last.id]) : null,
    counts: { all, draft, scheduled, published, trash },
    live: position,
  };
}
