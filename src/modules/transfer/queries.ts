import type { Prisma } from "@/generated/prisma/client";
import { viewerFor } from "@/modules/follow/queries";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { can } from "@/modules/story/policy";
import { findReadable, readableChapters } from "@/modules/story/queries";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { accountColumns } from "./account-columns";
import type { Picture } from "./book";
import { pictureType } from "./read/picture";
import { type ImportView, importedBook } from "./schema";
import type { Edition } from "./write/edition";

const noImport = () =>
  new AppError("not_found", "There is no import with this id among yours, or it was cleared away.");

/** What a file of the actor was read into. */
export async function getImport(actor: MemberActor, { id }: { id: string }): Promise<ImportView> {
  const row = await db().import.findUnique({
    where: { id, memberId: actor.id },
    select: { id: true, name: true, books: true, storyIds: true },
  });
  if (!row) throw noImport();
  return { ...row, books: importedBook.array().parse(row.books) };
}

/** The bytes of a picture in a story that the actor may read, or in an import of theirs; null for any other. */
export async function findPicture(actor: Actor, id: string): Promise<{ type: string; bytes: Uint8Array } | null> {
  const row = await db().picture.findUnique({
    where: { id },
    select: { type: true, bytes: true, storyId: true, import: { select: { memberId: true } } },
  });
  if (!row) return null;
  if (row.import && row.import.memberId === memberIdOf(actor)) return row;
  if (!row.storyId) return null;
  const viewer = await viewerFor(actor);
  return findReadable(db(), viewer, row.storyId).then(
    () => row,
    () => null,
  );
}

/** The addresses of our pictures in a text. */
export const pictureAddress = /\/pictures\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/g;

/**
 * A story as `actor` may read it now, to be exported: what is up of it, or for those who write it, all.
 * @throws AppError `not_found` for who may not read it, `forbidden` where its author keeps it to this place, `invalid` where
 * there is nothing to export.
 */
export async function findEdition(actor: MemberActor, storyId: string): Promise<Edition> {
  const viewer = await viewerFor(actor);
  const story = await findReadable(db(), viewer, storyId);
  if (story.downloads === "nobody" && !can(viewer, "preview", story))
    throw new AppError("forbidden", "The author of this story does not offer it as a file.");
  const edition = await findOwnEdition(actor, storyId);
  if (!edition.chapters.some(({ body }) => body.trim())) {
    throw new AppError("invalid", "There is no text to export yet.");
  }
  return edition;
}

/** As `findEdition`, however little there is of the story: for the export of its author's account. */
export async function findOwnEdition(actor: MemberActor, storyId: string): Promise<Edition> {
  const viewer = await viewerFor(actor);
  const { authorId } = await findReadable(db(), viewer, storyId);
  return editionOf(storyId, readableChapters(viewer, { id: storyId, authorId }));
}

/** The chapters in the trash of a story of the actor's own, the latest last, as an edition; null where there are none. */
export async function findOwnTrash(actor: MemberActor, storyId: string): Promise<Edition | null> {
  const edition = await editionOf(storyId, { removedAt: { not: null }, story: { authorId: actor.id } });
  return edition.chapters.length > 0 ? edition : null;
}

async function editionOf(storyId: string, chosen: Prisma.ChapterWhereInput): Promise<Edition> {
  const story = await db().story.findUniqueOrThrow({
    where: { id: storyId },
    select: {
      id: true,
      slug: true,
      title: true,
      blurb: true,
      genre: true,
      tags: true,
      language: true,
      rating: true,
      warnings: true,
      coverSeed: true,
      editedAt: true,
      author: { select: { name: true } },
    },
  });
  const chapters = await db().chapter.findMany({
    where: { AND: [{ storyId }, chosen] },
    orderBy: [{ position: "asc" }, { removedAt: "asc" }, { id: "asc" }],
    select: { title: true, body: true, notesBefore: true, notesAfter: true },
  });
  const texts = chapters.flatMap(({ body, notesBefore, notesAfter }) => [body, notesBefore, notesAfter]);
  const ids = new Set(texts.flatMap((text) => [...text.matchAll(pictureAddress)].map(([, id]) => id ?? "")));
  const rows = await db().picture.findMany({
    where: { id: { in: [...ids] }, storyId },
    select: { id: true, bytes: true },
  });
  const pictures = new Map<string, Picture>();
  for (const { id, bytes } of rows) {
    const type = pictureType(bytes);
    if (type) pictures.set(`/pictures/${id}`, { key: String(pictures.size + 1), type, bytes });
  }
  const { author, editedAt, ...rest } = story;
  return { ...rest, author: author.name, modified: editedAt.toISOString(), chapters, pictures };
}

/** All that a member has made or chosen here but the text of their stories, for the export of their account. */
export const getAccount = (actor: MemberActor) =>
  db().member.findUniqueOrThrow({ where: { id: actor.id }, select: accountColumns(actor) });

/** A member on whose behalf a job works. @throws AppError `not_found` when they are gone or banned. */
export async function actingFor(memberId: string): Promise<MemberActor> {
  const row = await db().member.findUnique({
    where: { id: memberId, bannedAt: null },
    select: { id: true, handle: true, name: true, image: true, role: true },
  });
  if (!row) throw new AppError("not_found", "This account is no longer there.");
  return { kind: "member", ...row, sessionId: "", sessionExpiresAt: new Date(8_640_000_000_000_000) };
}
