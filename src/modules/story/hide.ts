import { announce } from "@/live/outbox";
import type { Tx } from "@/platform/db";
import { storyTextUpdated } from "./events";
import { announceWithdrawal, changeState, offTheClock } from "./publication";
import { type ManuscriptRow, manuscriptColumns, toCard } from "./views";

async function find(tx: Tx, id: string): Promise<ManuscriptRow | null> {
  await tx.$queryRaw`SELECT id FROM "Story" WHERE id = ${id} FOR UPDATE`;
  return tx.story.findUnique({ where: { id }, select: manuscriptColumns });
}

/**
 * Takes a story from all readers, for moderators; those who write it keep it as a draft that cannot be published.
 * @returns whether it was published, for `showStory`; null where there is nothing to hide.
 */
export async function hideStory(tx: Tx, id: string): Promise<{ published: boolean } | null> {
  const before = await find(tx, id);
  if (!before || before.hiddenAt) return null;
  const published = before.status === "published" && before.removedAt === null;
  const state = { ...offTheClock, status: "draft" as const, hiddenAt: new Date() };
  const { version } = await changeState(tx, before, state, null);
  if (published) await announceWithdrawal(tx, before, version, null, null);
  return { published };
}

/**
 * Ends what `hideStory` did. A story that was published is again, at its old place among the others: nobody is told as of a
 * new one.
 */
export async function showStory(tx: Tx, id: string, { published }: { published: boolean }): Promise<void> {
  const before = await find(tx, id);
  if (!before?.hiddenAt) return;
  const up = published && before.removedAt === null;
  const story = await changeState(tx, before, { hiddenAt: null, ...(up && { status: "published" }) }, null);
  if (!up) return;
  const event = { type: "updated" as const, id, version: story.version, story: toCard(story), origin: null };
  await announce(tx, storyTextUpdated, event);
}
