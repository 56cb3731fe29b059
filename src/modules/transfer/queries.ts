import { viewerFor } from "@/modules/follow/queries";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { can } from "@/modules/story/policy";
import { findReadable, readableChapters } from "@/modules/story/queries";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
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
  await findReadable(db(), viewer, storyId);
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
      authorId: true,
      author: { select: { name: true } },
    },
  });
  const chapters = await db().chapter.findMany({
    where: { storyId, ...readableChapters(viewer, story) },
    orderBy: { position: "asc" },
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
  const { author, authorId: _, editedAt, ...rest } = story;
  return { ...rest, author: author.name, modified: editedAt.toISOString(), chapters, pictures };
}

const storyName = { select: { slug: true, title: true, author: { select: { handle: true } } } } as const;
const byTime = { orderBy: { createdAt: "asc" } } as const;

/** All that a member has made or chosen here, for the export of their account; of what others have made, where it is. */
export async function getAccount({ id }: MemberActor) {
  return db().member.findUniqueOrThrow({
    where: { id },
    select: {
      handle: true,
      name: true,
      email: true,
      bio: true,
      createdAt: true,
      stories: {
        ...byTime,
        select: {
          id: true,
          slug: true,
          title: true,
          status: true,
          visibility: true,
          words: true,
          createdAt: true,
          publishedAt: true,
          removedAt: true,
        },
      },
      following: { ...byTime, select: { author: { select: { handle: true, name: true } }, createdAt: true } },
      followedTags: { ...byTime, select: { tag: true, createdAt: true } },
      comments: {
        ...byTime,
        where: { removedAt: null },
        select: { story: storyName, body: true, createdAt: true, editedAt: true },
      },
      reactions: { ...byTime, select: { story: storyName, createdAt: true } },
      bookmarks: { ...byTime, select: { story: storyName, createdAt: true } },
      savedSearches: { ...byTime, select: { name: true, terms: true, createdAt: true, openedAt: true } },
      unwantedTags: { ...byTime, select: { tag: true, createdAt: true } },
      unwantedStories: { ...byTime, select: { story: storyName, createdAt: true } },
      notificationPreferences: { select: { type: true, channel: true, enabled: true } },
      avatar: { select: { bytes: true } },
    },
  });
}

/** A member on whose behalf a job works. @throws AppError `not_found` when they are gone or banned. */
export async function actingFor(memberId: string): Promise<MemberActor> {
  const row = await db().member.findUnique({
    where: { id: memberId, bannedAt: null },
    select: { id: true, handle: true, name: true, image: true, role: true },
  });
  if (!row) throw new AppError("not_found", "This account is no longer there.");
  return { kind: "member", ...row, sessionId: "", sessionExpiresAt: new Date(8_640_000_000_000_000) };
}
