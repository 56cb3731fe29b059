import type { Prisma } from "@/generated/prisma/client";
import { announce } from "@/live/outbox";
import { notifyFollowers, recallStory } from "@/modules/notification/notify";
import { tellOfStory } from "@/modules/webhook/notify";
import type { Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import {
  storyPublished,
  storyTextUpdated,
  storyTextWithdrawn,
  storyUpdated,
  storyWithdrawn,
  studioChanged,
} from "./events";
import { heatOf } from "./heat";
import type { Visibility } from "./schema";
import { type ManuscriptRow, manuscriptColumns, toCard, toManuscript } from "./views";

/**
 * What publishing, taking back and removing do, whoever asks for it: the author, a batch, or the clock. Each takes the row as it
 * was read in the same transaction, and fails with a `conflict` when somebody has changed it since.
 */

/** A story that waits for no time any more. */
export const offTheClock = { scheduledFor: null, overdue: null };

const read = (tx: Tx, id: string): Promise<ManuscriptRow> =>
  tx.story.findUniqueOrThrow({ where: { id }, select: manuscriptColumns });

/** The error for a story that is not at the version that was changed, with the story as it stands. */
export async function conflict(tx: Tx, id: string): Promise<AppError> {
  const current = toManuscript(await read(tx, id));
  return new AppError("conflict", "This story was changed elsewhere since you opened it.", { current });
}

/** Tells the author's other tabs, which show more of a story than the community hears of. */
export const tellStudio = (
  tx: Tx,
  { id, authorId, version }: Pick<ManuscriptRow, "id" | "authorId" | "version">,
  tab: string | null,
): Promise<void> => announce(tx, studioChanged, { id, authorId, version, origin: tab });

/** Writes a new state over the row as it was read. @throws AppError `conflict` when it is not that row any more. */
export async function changeState(
  tx: Tx,
  { id, version }: ManuscriptRow,
  data: Prisma.StoryUpdateManyMutationInput,
  tab: string | null,
): Promise<ManuscriptRow> {
  const { count } = await tx.story.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw await conflict(tx, id);
  const row = await read(tx, id);
  await tellStudio(tx, row, tab);
  return row;
}

/** @throws AppError for a story that may not go up, now or later. */
export function requireAllowed({ removedAt, hiddenAt }: ManuscriptRow): void {
  if (removedAt) throw new AppError("invalid", "This story is in the trash; restore it first.");
  if (hiddenAt) throw new AppError("forbidden", "Moderators have hidden this story. You can answer their notice.");
}

export interface PutUp {
  visibility: Visibility;
  tab: string | null;
  /** Where it stood in the feed, for one that returns to its place; now unless it is said. */
  publishedAt?: Date | null;
}

/**
 * Publishes a story, or changes who can see it, and tells those who may.
 * @throws AppError `invalid` for one in the trash, or when there is nothing to read yet; `forbidden` for a hidden one.
 */
export async function putUp(tx: Tx, before: ManuscriptRow, to: PutUp): Promise<ManuscriptRow> {
  const { id } = before;
  const { visibility, tab } = to;
  requireAllowed(before);
  const wasPublished = before.status === "published";
  if (wasPublished && before.visibility === visibility) return before;
  const now = new Date();
  const publishedAt = (wasPublished ? before.publishedAt : to.publishedAt) ?? now;
  const heat = heatOf(before.readers, publishedAt);
  const state = { ...offTheClock, status: "published" as const, visibility, publishedAt, heat };
  await changeState(tx, before, state, tab);
  await tx.story.updateMany({ where: { id, firstPublishedAt: null }, data: { firstPublishedAt: now } });
  if (visibility !== "followers") await tx.story.updateMany({ where: { id, openedAt: null }, data: { openedAt: now } });
  if (!wasPublished) await putChaptersUp(tx, id, now);
  const row = await read(tx, id);
  if (wasPublished) await announceWithdrawal(tx, before, row.version, visibility, tab);
  await announce(tx, storyPublished, { ...toCard(row), origin: tab });
  await notifyFollowers(tx, { type: "story.new", storyId: id, authorId: before.authorId, data: {} });
  await tellOfStory(tx, id);
  await announce(tx, storyTextUpdated, { type: "updated", id, version: row.version, story: toCard(row), origin: tab });
  return row;
}

/**
 * The chapters that go up with their story: those not kept back, as far as there is anything in them.
 * @throws AppError `invalid` when that is none.
 */
async function putChaptersUp(tx: Tx, storyId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Chapter" SET draft = true WHERE "storyId" = ${storyId} AND position IS NOT NULL AND body !~ '\\S'`;
  const up = { storyId, position: { not: null }, draft: false };
  if ((await tx.chapter.count({ where: up })) === 0) {
    const written = await tx.chapter.count({ where: { storyId, position: { not: null }, words: { gt: 0 } } });
    throw new AppError(
      "invalid",
      written > 0 ? "All chapters are kept back; let one go up with the story." : "There is no text to publish yet.",
    );
  }
  await tx.chapter.updateMany({ where: { ...up, publishedAt: null }, data: { publishedAt: now } });
}

/** Makes a published story a draft again; its text stays, its address too. */
export async function takeBack(tx: Tx, before: ManuscriptRow, tab: string | null): Promise<ManuscriptRow> {
  if (before.status !== "published") return before;
  return withdraw(tx, before, { status: "draft" }, tab);
}

/** Moves a story to the trash, from where `bringBack` has it again as it was, though unpublished. */
export async function putInTrash(tx: Tx, before: ManuscriptRow, tab: string | null): Promise<ManuscriptRow> {
  if (before.removedAt) return before;
  return withdraw(tx, before, { removedAt: new Date(), status: "draft" }, tab);
}

export async function bringBack(tx: Tx, before: ManuscriptRow, tab: string | null): Promise<ManuscriptRow> {
  return before.removedAt ? changeState(tx, before, { removedAt: null }, tab) : before;
}

/** Gives a story other tags, and tells who sees it. */
export async function retag(tx: Tx, before: ManuscriptRow, tags: string[], tab: string | null): Promise<ManuscriptRow> {
  const row = await changeState(tx, before, { tags }, tab);
  if (row.status === "published" && !row.removedAt) {
    const event = { type: "updated" as const, id: row.id, version: row.version, story: toCard(row), origin: tab };
    await announce(tx, storyTextUpdated, event);
    await announce(tx, storyUpdated, event);
  }
  return row;
}

async function withdraw(
  tx: Tx,
  before: ManuscriptRow,
  data: { status: "draft"; removedAt?: Date },
  tab: string | null,
): Promise<ManuscriptRow> {
  const row = await changeState(tx, before, { ...offTheClock, ...data }, tab);
  if (before.status === "published") await announceWithdrawal(tx, before, row.version, null, tab);
  return row;
}

/** Tells everyone who could see a story as it was and cannot under `after` that it is gone. */
export async function announceWithdrawal(
  tx: Tx,
  before: ManuscriptRow,
  version: number,
  after: Visibility | null,
  tab: string | null,
) {
  const event = {
    type: "withdrawn" as const,
    id: before.id,
    version,
    authorId: before.authorId,
    before: before.visibility,
    after,
    origin: tab,
  };
  await announce(tx, storyWithdrawn, event);
  await recallStory(tx, before.id);
  await announce(tx, storyTextWithdrawn, event);
}
