import type { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import { findOwnStory } from "@/modules/chapter/queries";
import type { MemberActor } from "@/modules/member/actor";
import { db } from "@/platform/db";
import type { PenList, PenView } from "./schema";

const author = { select: { id: true, handle: true, name: true, image: true } } satisfies Prisma.MemberDefaultArgs;

export const penColumns = {
  chapterId: true,
  holder: author,
  since: true,
  askedBy: author,
  askedAt: true,
  version: true,
} satisfies Prisma.ChapterPenSelect;

type PenRow = Prisma.ChapterPenGetPayload<{ select: typeof penColumns }>;

export const toPen = ({ since, askedBy, askedAt, ...row }: PenRow): PenView => ({
  ...row,
  since: since.toISOString(),
  asked: askedBy && askedAt && { by: askedBy, at: askedAt.toISOString() },
});

/**
 * The pens of a story's chapters, those included whose holders have left.
 * @throws AppError `not_found` for who does not write the story.
 */
export async function listPens(actor: MemberActor, { storyId }: { storyId: string }): Promise<PenList> {
  const position = await live.cursor();
  await findOwnStory(db(), actor, storyId);
  const rows = await db().chapterPen.findMany({ where: { chapter: { storyId } }, select: penColumns });
  return { pens: rows.map(toPen), live: position };
}

/** @throws AppError `not_found` for who does not write the story; for streams about it. */
export async function requireWriter(actor: MemberActor, storyId: string): Promise<void> {
  await findOwnStory(db(), actor, storyId);
}
