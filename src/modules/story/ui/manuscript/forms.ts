import { z } from "zod";
import { chapterTexts, downloads, genre, type ManuscriptView, progress, rating, updateStoryInput } from "../../schema";
import type { Form, Saved } from "./texts";

const storedDetails = z.object({
  title: z.string(),
  blurb: z.string(),
  genre,
  tags: z.array(z.string()),
  rating,
  warnings: z.array(z.string()),
  /** Texts that a device has kept since before there was this. */
  progress: progress.default("complete"),
  downloads: downloads.default("readers"),
  language: z.string(),
});

/** Everything of a story that its author types or picks beside its chapters. */
export type Details = z.infer<typeof storedDetails>;

export const detailsForm: Form<Details> = {
  fields: ["title", "blurb", "genre", "tags", "rating", "warnings", "progress", "downloads", "language"],
  stored: storedDetails,
  sendable: updateStoryInput.omit({ id: true, version: true, body: true }),
  probe: "language",
};

export const savedDetails = (view: ManuscriptView): Saved<Details> => ({
  version: view.version,
  texts: storedDetails.parse(view),
  savedAt: Date.parse(view.editedAt),
});

const storedChapter = z.object({
  title: z.string(),
  body: z.string(),
  notesBefore: z.string(),
  notesAfter: z.string(),
});

/** Everything of a chapter that its author types. */
export type ChapterDraft = z.infer<typeof storedChapter>;

export const chapterForm: Form<ChapterDraft> = {
  fields: ["title", "body", "notesBefore", "notesAfter"],
  stored: storedChapter,
  sendable: chapterTexts.partial(),
  probe: "notesAfter",
};

export const savedChapter = (view: ChapterDraft & { version: number; editedAt: string }): Saved<ChapterDraft> => ({
  version: view.version,
  texts: storedChapter.parse(view),
  savedAt: Date.parse(view.editedAt),
});
