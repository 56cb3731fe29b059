import { announce } from "@/live/outbox";
import { storyTextUpdated, storyUpdated } from "@/modules/story/events";
import { storyColumns, toCard } from "@/modules/story/views";
import type { Tx } from "@/platform/db";
import { chapterEvent, chapterPublished, chapterWithdrawn } from "./events";

const columns = { id: true, storyId: true, position: true, version: true, draft: true, hiddenAt: true } as const;

/** The chapter with its story, locked as by its writers. */
async function find(tx: Tx, id: string) {
  const found = await tx.chapter.findUnique({ where: { id }, select: { storyId: true } });
  if (!found) return null;
  await tx.$queryRaw`SELECT id FROM "Story" WHERE id = ${found.storyId} FOR UPDATE`;
  return tx.chapter.findUnique({ where: { id }, select: columns });
}

/**
 * Takes a chapter from all readers, for moderators; those who write it keep it as a draft that cannot be put up.
 * @returns whether it was up with its story, for `showChapter`; null where there is nothing to hide.
 */
export async function hideChapter(tx: Tx, id: string): Promise<{ published: boolean } | null> {
  const chapter = await find(tx, id);
  if (!chapter || chapter.hiddenAt) return null;
  await tx.chapter.update({ where: { id }, data: { draft: true, hiddenAt: new Date() }, select: { id: true } });
  if (!chapter.draft) await tell(tx, chapter, "withdrawn");
  return { published: !chapter.draft };
}

/** Ends what `hideChapter` did. Nobody is told as of a new chapter. */
export async function showChapter(tx: Tx, id: string, { published }: { published: boolean }): Promise<void> {
  const chapter = await find(tx, id);
  if (!chapter?.hiddenAt) return;
  await tx.chapter.update({ where: { id }, data: { hiddenAt: null, draft: !published }, select: { id: true } });
  if (published) await tell(tx, chapter, "published");
}

interface Told {
  id: string;
  storyId: string;
  position: number | null;
  version: number;
}

/** Tells those who have the story open, where it is up. */
async function tell(tx: Tx, chapter: Told, type: "withdrawn" | "published"): Promise<void> {
  const story = await tx.story.update({
    where: { id: chapter.storyId },
    data: { version: { increment: 1 } },
    select: storyColumns,
  });
  if (story.status !== "published" || story.removedAt !== null || chapter.position === null) return;
  const event = { type: "updated" as const, id: story.id, version: story.version, story: toCard(story), origin: null };
  await announce(tx, storyTextUpdated, event);
  await announce(tx, storyUpdated, event);
  const told = chapterEvent(story, chapter, null);
  if (type === "withdrawn") await announce(tx, chapterWithdrawn, { ...told, type });
  else await announce(tx, chapterPublished, { ...told, type });
}
