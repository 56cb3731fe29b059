import { announce } from "@/live/outbox";
import type { Tx } from "@/platform/db";
import { storyTextUpdated, storyUpdated } from "./events";
import { announceWithdrawal, conflict } from "./publication";
import { hashOf } from "./slug";
import { manuscriptColumns, toCard } from "./views";

/** What becomes of stories when their authors leave. */

const read = (tx: Tx, id: string) => tx.story.findUniqueOrThrow({ where: { id }, select: manuscriptColumns });

/**
 * Gives a published story that anyone may read to `heirId`, without its author's name; comments on it close, since there is
 * nobody to look after them. False, and nothing done, for any other: a draft, or one for followers, was meant for nobody else.
 */
export async function orphanStory(tx: Tx, id: string, heirId: string): Promise<boolean> {
  const before = await read(tx, id);
  if (before.status !== "published" || before.removedAt || before.hiddenAt || before.visibility === "followers")
    return false;
  await tx.collaborator.deleteMany({ where: { storyId: id } });
  const { count } = await tx.story.updateMany({
    where: { id, version: before.version },
    data: { authorId: heirId, commenting: "none", moderated: false, version: { increment: 1 } },
  });
  if (count === 0) throw await conflict(tx, id);
  const row = await read(tx, id);
  const event = { type: "updated" as const, id, version: row.version, story: toCard(row), origin: null };
  await announce(tx, storyUpdated, event);
  await announce(tx, storyTextUpdated, event);
  return true;
}

/** Removes a story with all that hangs on it; who can see it is told that it is gone, and so is who comes to its address. */
export async function removeForGood(tx: Tx, id: string): Promise<void> {
  const before = await read(tx, id);
  if (before.status === "published" && !before.removedAt) {
    await announceWithdrawal(tx, before, before.version + 1, null, null);
  }
  // Taken before the story, as those who tell of it do, so that neither waits for the other.
  await tx.fanOut.deleteMany({ where: { storyId: id } });
  const { slug, openedAt } = await tx.story.delete({ where: { id }, select: { slug: true, openedAt: true } });
  if (openedAt) await tx.goneStory.create({ data: { slugHash: hashOf(slug) }, select: { slugHash: true } });
}
