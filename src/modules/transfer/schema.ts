import { z } from "zod";
import { genre, rating } from "@/modules/story/schema";
import { text } from "@/platform/text";

/** Largest file that can be imported, in bytes. */
export const uploadLimit = 50 * 1024 * 1024;
/** Of the files of one member that are kept at a time, in bytes. */
export const mostUploaded = 10 * uploadLimit;

export const uploadView = z.object({ id: z.string(), name: z.string(), size: z.number().int() });
export type UploadView = z.infer<typeof uploadView>;

const uuid = z.uuid("This id is a UUID");

/** A file that was uploaded, or a text that was pasted. */
export const importInput = z.union([
  z.object({ uploadId: uuid }),
  z.object({
    /** What it is to be called; its ending says how to read it, such as "notes.md". */
    name: text().trim().min(1).max(200).default("Pasted text.md"),
    text: text().min(1, "There is no text yet").max(5_000_000, "At most 5 million characters; upload a file instead"),
  }),
]);
export type ImportInput = z.infer<typeof importInput>;

export const importIdInput = z.object({ id: uuid });

export const importedBook = z.object({
  title: z.string(),
  author: z.string().nullable(),
  language: z.string().nullable(),
  blurb: z.string(),
  tags: z.array(z.string()),
  /** Null where the file does not say. */
  genre: genre.nullable().default(null),
  rating: rating.nullable().default(null),
  warnings: z.array(z.string()).default([]),
  chapters: z.array(
    z.object({
      title: z.string(),
      body: z.string(),
      /** What its author says before and after it, in Markdown. */
      notesBefore: z.string().default(""),
      notesAfter: z.string().default(""),
      words: z.number().int(),
      /** False for what is about the book rather than part of it. */
      included: z.boolean(),
    }),
  ),
});
export type ImportedBook = z.infer<typeof importedBook>;

/** What a file was read into, to be looked through. */
export const importView = z.object({
  id: z.string(),
  name: z.string(),
  books: z.array(importedBook),
  /** The stories that were made of it; empty until it is kept. */
  storyIds: z.array(z.string()),
});
export type ImportView = z.infer<typeof importView>;

/** A stretch of a chapter as it was read: all of it, or from and up to characters of it. */
export const piece = z.object({
  /** Stands above it within its chapter: the title that it had before it was joined to the one before. */
  heading: text().trim().max(255).optional(),
  chapter: z.number().int().nonnegative(),
  from: z.number().int().nonnegative().optional(),
  to: z.number().int().nonnegative().optional(),
});

/**
 * Which stories to make of an import. A chapter is made of pieces of those that were read: one for a chapter as it is,
 * several for merged ones, a part for one that was split. What is named nowhere is dropped.
 */
export const keepInput = z.object({
  id: uuid,
  books: z
    .array(
      z.object({
        /** Which of the books that were read, from 0. */
        book: z.number().int().nonnegative(),
        title: text().trim().min(1, "A story needs a title").max(255, "At most 255 characters"),
        chapters: z
          .array(z.object({ title: text().trim().max(255), pieces: z.array(piece).min(1).max(1_000) }))
          .min(1, "Keep at least one chapter")
          .max(1_000, "At most 1000 chapters"),
      }),
    )
    .min(1, "Keep at least one story")
    .max(100),
});
export type KeepInput = z.infer<typeof keepInput>;

export const keptView = z.object({ stories: z.array(z.object({ id: z.string(), title: z.string() })) });
export type KeptView = z.infer<typeof keptView>;

export const exportFormat = z.enum(["epub", "markdown", "html"]);
export type ExportFormat = z.infer<typeof exportFormat>;
export const exportInput = z.object({ storyId: uuid, format: exportFormat });
export type ExportInput = z.infer<typeof exportInput>;
