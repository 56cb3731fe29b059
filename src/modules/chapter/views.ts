import type { Prisma } from "@/generated/prisma/client";
import { entryColumns, type StoryColumnsRow, toEntry } from "@/modules/story/views";
import type { ChapterManuscript, ChapterText, OutlineItem } from "./schema";

export const outlineColumns = {
  ...entryColumns,
  version: true,
  editedAt: true,
  removedAt: true,
  hiddenAt: true,
} satisfies Prisma.ChapterSelect;

const textColumns = { title: true, body: true, notesBefore: true, notesAfter: true } satisfies Prisma.ChapterSelect;

export const manuscriptColumns = { ...outlineColumns, ...textColumns, storyId: true } satisfies Prisma.ChapterSelect;

type OutlineRow = Prisma.ChapterGetPayload<{ select: typeof outlineColumns }>;
export type ChapterRow = Prisma.ChapterGetPayload<{ select: typeof manuscriptColumns }>;

export const toOutlineItem = (row: OutlineRow): OutlineItem => ({
  id: row.id,
  number: row.position,
  title: row.title,
  words: row.words,
  draft: row.draft,
  version: row.version,
  editedAt: row.editedAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
  removedAt: row.removedAt?.toISOString() ?? null,
  hiddenAt: row.hiddenAt?.toISOString() ?? null,
});

export const toChapterManuscript = (row: ChapterRow, storyVersion: number): ChapterManuscript => ({
  ...toOutlineItem(row),
  storyId: row.storyId,
  storyVersion,
  body: row.body,
  notesBefore: row.notesBefore,
  notesAfter: row.notesAfter,
});

export const toChapterText = (row: ChapterRow, story: StoryColumnsRow): ChapterText => ({
  ...toEntry(row, story),
  version: row.version,
  editedAt: row.editedAt.toISOString(),
  body: row.body,
  notesBefore: row.notesBefore,
  notesAfter: row.notesAfter,
});
