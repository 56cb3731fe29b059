import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { JobFailure, type RunContext } from "@/jobs/define-job";
import { countWords } from "@/modules/story/schema";
import { type Book, type Picture, UnreadableFile } from "./book";
import { readFile } from "./read/file";
import type { ImportedBook } from "./schema";
import { findUpload, keepImport } from "./store";

type Context = RunContext<{ uploadId: string }, "open" | "read" | "pictures" | "review">;

/** Edge of the largest picture that is kept, in pixels. */
const largestEdge = 2_000;

export async function runImport({ id, ownerId, input, report, signal }: Context) {
  await report.stage("open");
  const upload = await findUpload(ownerId, input.uploadId);
  if (!upload) throw new JobFailure("The file is not here any more.", "Upload it once more.");
  report.log(`“${upload.name}”, ${upload.bytes.length.toLocaleString("en")} bytes`);

  await report.stage("read");
  const books = await read(upload, (done, total, what) => {
    signal.throwIfAborted();
    report.progress(done / total, what);
  });

  await report.stage("pictures");
  const pictures = books.flatMap((book) => book.pictures.map((picture) => ({ book, picture })));
  const kept: { id: string; type: string; bytes: Uint8Array }[] = [];
  for (const [index, { book, picture }] of pictures.entries()) {
    signal.throwIfAborted();
    const made = await prepare(picture);
    if (made) {
      const pictureId = randomUUID();
      kept.push({ id: pictureId, ...made });
      point(book, picture, `](/pictures/${pictureId})`);
    } else {
      report.log("One picture could not be read and was left out.");
      point(book, picture, "]()");
    }
    report.progress((index + 1) / pictures.length);
  }

  await report.stage("review");
  const laidOut = books.map(layOut);
  const chapters = laidOut.flatMap((book) => book.chapters.filter(({ included }) => included));
  for (const { title, author, chapters } of laidOut) {
    report.log(
      `“${title}”${author ? ` by ${author}` : ""}: ${chapters.filter(({ included }) => included).length} chapters`,
    );
  }
  await keepImport({ id, memberId: ownerId, name: upload.name, books: laidOut, pictures: kept });
  return {
    href: `/studio/import/${id}`,
    stories: laidOut.length,
    chapters: chapters.length,
    words: chapters.reduce((sum, { words }) => sum + words, 0),
  };
}

async function read(
  { name, bytes }: { name: string; bytes: Uint8Array },
  onProgress: (done: number, total: number, what: string) => void,
): Promise<Book[]> {
  try {
    return await readFile(name, bytes, { onProgress });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new JobFailure(error.message, "Check the file, or choose another one.");
  }
}

/** A picture as it is kept: no larger than needed, without what a camera adds; drawings as they are. */
async function prepare({ type, bytes }: Picture): Promise<{ type: string; bytes: Uint8Array } | null> {
  if (type === "image/svg+xml") return bytes.length <= 1024 * 1024 ? { type, bytes } : null;
  try {
    const picture = sharp(bytes, { limitInputPixels: 50_000_000, animated: false })
      .rotate()
      .resize(largestEdge, largestEdge, { fit: "inside", withoutEnlargement: true });
    // What every reading device shows: photographs as JPEG, all else as PNG.
    return type === "image/jpeg"
      ? { type, bytes: await picture.jpeg({ quality: 82 }).toBuffer() }
      : { type: "image/png", bytes: await picture.png().toBuffer() };
  } catch {
    return null;
  }
}

function point(book: Book, { key }: Picture, address: string): void {
  const pointed = (text: string) => text.replaceAll(`](picture:${key})`, address);
  for (const chapter of book.chapters) {
    chapter.body = pointed(chapter.body);
    if (chapter.notesBefore) chapter.notesBefore = pointed(chapter.notesBefore);
    if (chapter.notesAfter) chapter.notesAfter = pointed(chapter.notesAfter);
  }
}

const layOut = ({ title, author, language, blurb, tags, genre, rating, warnings, chapters }: Book): ImportedBook => ({
  title: title.slice(0, 255),
  author,
  language,
  blurb: blurb.slice(0, 1_250),
  tags: tags
    .map((tag) => tag.toLowerCase().slice(0, 40))
    .filter(Boolean)
    .slice(0, 12),
  genre: genre ?? null,
  rating: rating ?? null,
  warnings: warnings ?? [],
  chapters: chapters.map(({ notesBefore = "", notesAfter = "", ...chapter }) => ({
    ...chapter,
    notesBefore,
    notesAfter,
    words: countWords(chapter.body),
  })),
});
