import type { Genre, Rating } from "@/modules/story/schema";

/** A picture that came with a book. In the Markdown of its chapters it is `![alt](picture:{key})`. */
export interface Picture {
  key: string;
  /** As found in the file's first bytes, never as claimed by its name. */
  type: "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/svg+xml";
  bytes: Uint8Array;
}

export interface BookChapter {
  title: string;
  /** Markdown. */
  body: string;
  /** What its author says before and after it, in Markdown; none where the file has no such notes. */
  notesBefore?: string;
  notesAfter?: string;
  /** False for what is about the book rather than part of it, such as an imprint; the writer may take it in. */
  included: boolean;
}

/** What every kind of file is read into, and what every kind of export is written from. */
export interface Book {
  title: string;
  author: string | null;
  /** BCP 47; null where the file does not say. */
  language: string | null;
  blurb: string;
  tags: string[];
  /** These three only where the file names them, as our own Markdown does. */
  genre?: Genre | undefined;
  rating?: Rating | undefined;
  warnings?: string[] | undefined;
  chapters: BookChapter[];
  pictures: Picture[];
}

/** A file that cannot be imported. Its message names the file and the reason, and is shown to the writer. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";

  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`“${file}” cannot be imported: ${reason}`);
  }
}
