import { randomInt } from "node:crypto";
import { enqueue } from "@/jobs/queue";
import type { JobSummary } from "@/modules/job/schema";
import type { MemberActor } from "@/modules/member/actor";
import { notifyOfUsage, usageAlertPercent } from "@/modules/notification/notify";
import { countWords } from "@/modules/story/schema";
import { newId, slugOf } from "@/modules/story/slug";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume, inWords } from "@/platform/rate-limit";
import { exportJob, importJob } from "./jobs";
import { findEdition, pictureAddress } from "./queries";
import { escaped } from "./read/escaped";
import {
  type ExportInput,
  type ImportedBook,
  type ImportInput,
  importedBook,
  type KeepInput,
  type KeptView,
  mostUploaded,
  type UploadView,
  uploadLimit,
} from "./schema";

/** More than anyone writes; as many as an evening of moving in here takes. */
const uploads = { name: "upload", points: 60, seconds: 60 * 60 };

/**
 * Keeps a file for a day, to be imported.
 * @throws AppError `too_large`, `invalid` for an empty one, or `rate_limited` after many, or while much is kept.
 */
export async function storeUpload(actor: MemberActor, file: File): Promise<UploadView> {
  await consume(uploads, actor.id);
  if (file.size > uploadLimit) throw new AppError("too_large", "The file is larger than 50 MB.");
  if (file.size === 0) throw new AppError("invalid", `“${file.name}” is empty.`);
  const name = file.name.replaceAll("\0", "").slice(0, 200) || "file";
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { id } = await transact((tx) => keep(tx, actor, name, bytes));
  return { id, name, size: file.size };
}

/** Those of one member take turns, so that several at once do not all find room. */
async function keep(tx: Tx, { id: memberId }: MemberActor, name: string, bytes: Uint8Array<ArrayBuffer>) {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`upload ${memberId}`}, 0))`;
  const [kept = { bytes: 0, seconds: 0 }] = await tx.$queryRaw<{ bytes: number; seconds: number }[]>`
    SELECT COALESCE(sum(octet_length(bytes)), 0)::float8 AS bytes,
      COALESCE(extract(epoch FROM min("createdAt") + interval '1 day' - clock_timestamp()), 0)::float8 AS seconds
    FROM "Upload" WHERE "memberId" = ${memberId}`;
  const together = kept.bytes + bytes.length;
  const most = `${mostUploaded / 1024 ** 2} MB`;
  if (together > mostUploaded) {
    const retryAfterSeconds = Math.max(60, Math.ceil(kept.seconds));
    const message = `With this one, your files of the last day come to more than the ${most} that we keep.`;
    throw new AppError("rate_limited", `${message} Try again in ${inWords(retryAfterSeconds)}.`, { retryAfterSeconds });
  }
  const percent = Math.floor((together / mostUploaded) * 100);
  if (percent >= usageAlertPercent) {
    const data = { what: `the ${most} that your files of a day may come to`, percent, href: "/studio/import" };
    await notifyOfUsage(tx, { to: memberId, subject: "uploads", data });
  }
  return tx.upload.create({ data: { memberId, name, bytes }, select: { id: true, name: true } });
}

/** Asks for a file or a text to be read. @throws AppError `not_found` when the upload is not the actor's, or gone. */
export async function startImport(actor: MemberActor, input: ImportInput): Promise<JobSummary> {
  await consume(importJob.limit, actor.id);
  return transact(async (tx) => {
    const upload =
      "text" in input
        ? await keep(tx, actor, input.name, new Uint8Array(Buffer.from(input.text)))
        : await tx.upload.findUnique({
            where: { id: input.uploadId, memberId: actor.id },
            select: { id: true, name: true },
          });
    if (!upload) throw new AppError("not_found", "This file is not here any more; upload it once more.");
    return enqueue(tx, importJob, {
      ownerId: actor.id,
      title: `Import of “${upload.name}”`,
      input: { uploadId: upload.id },
      key: `import ${upload.id}`,
    });
  });
}

/**
 * Makes drafts of an import as its owner has arranged it. Doing it twice is doing it once.
 * @throws AppError `invalid` for chapters that were not read, or that are empty together.
 */
export const keepImported = (actor: MemberActor, input: KeepInput): Promise<KeptView> =>
  transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Import" WHERE id = ${input.id} FOR UPDATE`;
    const row = await tx.import.findUnique({
      where: { id: input.id, memberId: actor.id },
      select: { books: true, storyIds: true },
    });
    if (!row) throw new AppError("not_found", "There is no import with this id among yours, or it was cleared away.");
    if (row.storyIds.length > 0) {
      const stories = await tx.story.findMany({
        where: { id: { in: row.storyIds } },
        select: { id: true, title: true },
      });
      return { stories };
    }
    const read = importedBook.array().parse(row.books);
    const stories: KeptView["stories"] = [];
    for (const { book, title, chapters } of input.books) {
      const source = read[book];
      if (!source) throw new AppError("invalid", "There is no such story in this import.");
      const made = chapters.map((chapter, index) => ({
        title: chapter.title,
        position: index + 1,
        ...textsOf(source, chapter.pieces),
      }));
      if (!made.some(({ body }) => body.trim())) throw new AppError("invalid", `There is no text in “${title}”.`);
      const id = newId();
      await tx.story.create({
        data: {
          id,
          authorId: actor.id,
          slug: slugOf(title, id),
          title,
          blurb: source.blurb,
          tags: source.tags,
          genre: source.genre ?? "literary",
          ...(source.rating && { rating: source.rating }),
          warnings: source.warnings,
          ...(source.language && { language: source.language.slice(0, 35) }),
          coverSeed: randomInt(2 ** 31),
          chapters: { createMany: { data: made.map((chapter) => ({ ...chapter, words: countWords(chapter.body) })) } },
        },
        select: { id: true },
      });
      const texts = made.flatMap(({ body, notesBefore, notesAfter }) => [body, notesBefore, notesAfter]);
      const pictures = texts.flatMap((text) => [...text.matchAll(pictureAddress)].map(([, id]) => id ?? ""));
      await tx.picture.updateMany({
        where: { id: { in: pictures }, importId: input.id, storyId: null },
        data: { storyId: id },
      });
      stories.push({ id, title });
    }
    await tx.import.update({
      where: { id: input.id },
      data: { storyIds: stories.map(({ id }) => id) },
      select: { id: true },
    });
    return { stories };
  });

type Pieces = KeepInput["books"][number]["chapters"][number]["pieces"];

/** What is written in the pieces, with the notes before each chapter that begins in them and after each that ends there. */
function textsOf(book: ImportedBook, pieces: Pieces) {
  const body: string[] = [];
  const notesBefore: string[] = [];
  const notesAfter: string[] = [];
  for (const { chapter, from = 0, to, heading } of pieces) {
    const read = book.chapters[chapter];
    if (!read) throw new AppError("invalid", "There is no such chapter in this import.");
    body.push(heading ? `## ${escaped(heading)}` : "", read.body.slice(from, to).trim());
    if (from === 0) notesBefore.push(read.notesBefore);
    if (to === undefined || to >= read.body.length) notesAfter.push(read.notesAfter);
  }
  const joined = (texts: string[]) => texts.filter(Boolean).join("\n\n");
  return { body: joined(body), notesBefore: joined(notesBefore), notesAfter: joined(notesAfter) };
}

/** Throws an import away. Stories that were made of it stay. */
export async function discardImport(actor: MemberActor, { id }: { id: string }): Promise<void> {
  await transact(async (tx) => {
    await tx.picture.deleteMany({ where: { storyId: null, import: { id, memberId: actor.id } } });
    await tx.import.deleteMany({ where: { id, memberId: actor.id } });
  });
}

const formatNames = { epub: "EPUB", markdown: "Markdown", html: "HTML" };

/** Asks for a story as a file. @throws AppError as `findEdition` does. */
export async function startExport(actor: MemberActor, { storyId, format }: ExportInput): Promise<JobSummary> {
  await consume(exportJob.limit, actor.id);
  // Before the transaction: what asks on a second connection while it holds a first can lock the pool up.
  const { title } = await findEdition(actor, storyId);
  return transact((tx) =>
    enqueue(tx, exportJob, {
      ownerId: actor.id,
      title: `“${title}” as ${formatNames[format]}`,
      input: { storyId, format },
      key: `export ${actor.id} ${storyId} ${format}`,
    }),
  );
}
