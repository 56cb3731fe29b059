import { z } from "zod";
import { resumable } from "@/live/cursor";
import { chapterEntry, chapterTexts, newChapter, storyCard, storyStatus } from "@/modules/story/schema";
import { text } from "@/platform/text";

const id = z.uuid("A chapter's id is a UUID");
const storyId = z.uuid("A story's id is a UUID");

/** What stands above an author's notes. */
export const noteLabels = { before: "A note from the author", after: "Afterwards, from the author" } as const;

export const chapterIdInput = z.object({ id });
export const outlineInput = z.object({ storyId });

/** Before which chapter it is to stand; null or nothing: at the end. */
const before = id.nullish();

export const addChapterInput = z.object({ storyId, ...newChapter.shape, before });
export type AddChapter = z.infer<typeof addChapterInput>;

export const updateChapterInput = z.object({
  id,
  /** The chapter's version that was edited. */
  version: z.number().int().positive(),
  ...chapterTexts.partial().shape,
});
export type UpdateChapter = z.infer<typeof updateChapterInput>;

/** Of all chapters of a story, or of one of them. */
export const revisionsInput = z.object({ id: storyId, chapterId: id.optional() });
export type Revisions = z.infer<typeof revisionsInput>;

export const restoreRevisionInput = z.object({
  id: storyId,
  revisionId: text().max(100),
  /** The chapter's version that the earlier text is to take the place of. */
  version: z.number().int().positive(),
});
export type RestoreRevision = z.infer<typeof restoreRevisionInput>;

export const moveChapterInput = z.object({ id, before });
export type MoveChapter = z.infer<typeof moveChapterInput>;

/** A chapter in the outline that its author works by. */
export const outlineItem = z.object({
  id: z.string(),
  /** Its place, from 1; null in the trash. */
  number: z.number().int().nullable(),
  title: z.string(),
  words: z.number().int(),
  /** Kept back: does not go up with the story, or is not up though the story is. */
  draft: z.boolean(),
  version: z.number().int(),
  editedAt: z.iso.datetime(),
  /** When readers could first read what is up now; null until then. */
  publishedAt: z.iso.datetime().nullable(),
  removedAt: z.iso.datetime().nullable(),
  /** Set while moderators keep it from readers. */
  hiddenAt: z.iso.datetime().nullable(),
});
export type OutlineItem = z.infer<typeof outlineItem>;

export const outline = z.object({
  storyId: z.string(),
  /** The story's version, which grows with each change of a chapter too. */
  storyVersion: z.number().int(),
  chapters: z.array(outlineItem),
  /** Removed ones, the latest first. */
  trash: z.array(outlineItem),
});
export type Outline = z.infer<typeof outline>;

/** A chapter as its author works on it. */
export const chapterManuscript = z.object({
  ...outlineItem.shape,
  storyId: z.string(),
  storyVersion: z.number().int(),
  ...chapterTexts.shape,
});
export type ChapterManuscript = z.infer<typeof chapterManuscript>;

export const addedChapter = z.object({ chapter: chapterManuscript, outline });
export type AddedChapter = z.infer<typeof addedChapter>;

/** An earlier text of a chapter, without the text. */
export const revisionItem = z.object({
  id: z.string(),
  chapterId: z.string(),
  version: z.number().int(),
  words: z.number().int(),
  /** When it was replaced. */
  createdAt: z.iso.datetime(),
});
export type RevisionItem = z.infer<typeof revisionItem>;

export const revisionView = z.object({ ...revisionItem.shape, ...chapterTexts.shape });
export type RevisionView = z.infer<typeof revisionView>;

export const readChapterInput = z.object({ slug: text().max(300), number: z.number().int().positive() });
export type ReadChapter = z.infer<typeof readChapterInput>;

/** The text of a chapter, to be read. */
export const chapterText = z.object({
  ...chapterEntry.shape,
  version: z.number().int(),
  editedAt: z.iso.datetime(),
  body: z.string(),
  notesBefore: z.string(),
  notesAfter: z.string(),
});
export type ChapterText = z.infer<typeof chapterText>;

/** The story around what is read of it. */
const around = {
  story: storyCard.extend({ language: z.string(), status: storyStatus, version: z.number().int() }),
  /** The chapters that this reader may read. */
  index: z.array(chapterEntry),
  /** Position of the log at which this was read; subscribe from it. */
  live: z.string(),
};

export const chapterView = z.object({ ...around, chapter: chapterText });
export type ChapterView = z.infer<typeof chapterView>;

/** As many whole chapters as go on one page, from the first. */
export const entireView = z.object({
  ...around,
  chapters: z.array(chapterText),
  /** The number of the chapter that did not fit any more; null at the end of the story. */
  next: z.number().int().nullable(),
});
export type EntireView = z.infer<typeof entireView>;

export const onChapterChangedInput = z.object({ storyId, ...resumable });
