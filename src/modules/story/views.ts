import type { Prisma } from "@/generated/prisma/client";
import type { ManuscriptView, StoryCard, StudioItem } from "./schema";
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
  coverSeed: true,
  words: true,
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
} satisfies Prisma.StorySelect;

export const manuscriptColumns = {
  ...studioColumns,
  authorId: true,
  language: true,
  readers: true,
  chapters: { where: { position: 1 }, select: { id: true, body: true } },
} satisfies Prisma.StorySelect;

type CardRow = Prisma.StoryGetPayload<{ select: typeof cardColumns }>;
type StudioRow = Prisma.StoryGetPayload<{ select: typeof studioColumns }>;
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
  coverSeed: row.coverSeed,
  words: row.words,
  readingMinutes: readingMinutes(row.words),
  visibility: row.visibility,
  publishedAt: row.publishedAt?.toISOString() ?? null,
});

export const toStudioItem = (row: StudioRow): StudioItem => ({
  ...toCard(row),
  status: row.status,
  version: row.version,
  editedAt: row.editedAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
});

export const toManuscript = (row: ManuscriptRow): ManuscriptView => ({
  ...toCard(row),
  language: row.language,
  status: row.status,
  version: row.version,
  editedAt: row.editedAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
  body: row.chapters[0]?.body ?? "",
});
