import type { Prisma } from "@/generated/prisma/client";
import type { ChapterEntry, ManuscriptView, StoryCard, StudioItem } from "./schema";
import { genre, readingMinutes } from "./schema";

/** From rows to what leaves the server. */

const authorColumns = { id: true, handle: true, name: true, image: true } satisfies Prisma.MemberSelect;

export const cardColumns = {
  id: true,
  slug: true,
  title: true,
  blurb: true,
  genre: true,
  tags: true,
  rating: true,
  warnings: true,
  progress: true,
  coverSeed: true,
  words: true,
  publicChapters: true,
  visibility: true,
  publishedAt: true,
  author: { select: authorColumns },
} satisfies Prisma.StorySelect;

export const studioColumns = {
  ...cardColumns,
  status: true,
  version: true,
  editedAt: true,
  removedAt: true,
  scheduledFor: true,
  overdue: true,
  hiddenAt: true,
} satisfies Prisma.StorySelect;

/** All of a story but its text. */
export const storyColumns = {
  ...studioColumns,
  authorId: true,
  language: true,
  downloads: true,
  readers: true,
} satisfies Prisma.StorySelect;

export const manuscriptColumns = {
  ...storyColumns,
  chapters: {
    where: { position: 1 },
    select: {
      id: true,
      title: true,
      body: true,
      notesBefore: true,
      notesAfter: true,
      words: true,
      draft: true,
      version: true,
    },
  },
} satisfies Prisma.StorySelect;

export const entryColumns = {
  id: true,
  position: true,
  title: true,
  words: true,
  draft: true,
  publishedAt: true,
} satisfies Prisma.ChapterSelect;

type CardRow = Prisma.StoryGetPayload<{ select: typeof cardColumns }>;
type StudioRow = Prisma.StoryGetPayload<{ select: typeof studioColumns }>;
export type StoryColumnsRow = Prisma.StoryGetPayload<{ select: typeof storyColumns }>;
type EntryRow = Prisma.ChapterGetPayload<{ select: typeof entryColumns }>;
export type ManuscriptRow = Prisma.StoryGetPayload<{ select: typeof manuscriptColumns }>;

export const toCard = (row: CardRow): StoryCard => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  blurb: row.blurb,
  author: row.author,
  genre: genre.parse(row.genre),
  tags: row.tags,
  rating: row.rating,
  warnings: row.warnings,
  progress: row.progress,
  coverSeed: row.coverSeed,
  words: row.words,
  readingMinutes: readingMinutes(row.words),
  chapters: row.publicChapters,
  visibility: row.visibility,
  publishedAt: row.publishedAt?.toISOString() ?? null,
});

export const toStudioItem = (row: StudioRow): StudioItem => ({
  ...toCard(row),
  status: row.status,
  version: row.version,
  editedAt: row.editedAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
  scheduledFor: row.scheduledFor?.toISOString() ?? null,
  overdue: row.overdue,
  hiddenAt: row.hiddenAt?.toISOString() ?? null,
});

export const toManuscript = (row: ManuscriptRow): ManuscriptView => ({
  ...toCard(row),
  language: row.language,
  downloads: row.downloads,
  status: row.status,
  version: row.version,
  editedAt: row.editedAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
  scheduledFor: row.scheduledFor?.toISOString() ?? null,
  overdue: row.overdue,
  hiddenAt: row.hiddenAt?.toISOString() ?? null,
  body: row.chapters[0]?.body ?? "",
});

/** A chapter in the index of the story that it is part of. */
export const toEntry = (row: EntryRow, story: Pick<StoryColumnsRow, "status" | "publishedAt">): ChapterEntry => {
  const up = story.status === "published" && !row.draft;
  return {
    id: row.id,
    number: row.position ?? 0,
    title: row.title,
    words: row.words,
    readingMinutes: readingMinutes(row.words),
    draft: row.draft,
    publishedAt: up ? ((row.publishedAt ?? story.publishedAt)?.toISOString() ?? null) : null,
  };
};
