import { z } from "zod";
import { announceAll } from "@/live/outbox";
import type { Tx } from "@/platform/db";
import { announceCreated, announceDeleted } from "./commands";
import { audienceAt, commentCreated, commentDeleted } from "./events";
import { commentColumns, toComment } from "./views";

const storyColumns = { id: true, authorId: true, status: true, visibility: true, removedAt: true } as const;

/** In which state a comment was when it was hidden. */
const priorState = z.enum(["shown", "held"]);

/**
 * Takes a comment from everyone, for moderators; answers to it stay.
 * @returns the state that it had, for `showComment`; null where there is nothing to hide.
 */
export async function hideComment(tx: Tx, id: string): Promise<{ state: "shown" | "held" } | null> {
  await tx.$queryRaw`SELECT id FROM "Comment" WHERE id = ${id} FOR UPDATE`;
  const before = await tx.comment.findUnique({ where: { id, removedAt: null }, select: { state: true } });
  const state = priorState.safeParse(before?.state);
  if (!state.success) return null;
  const row = await tx.comment.update({
    where: { id },
    data: { state: "hidden", version: { increment: 1 } },
    select: commentColumns,
  });
  await announceDeleted(tx, row.storyId, row, null, state.data === "held" ? "insiders" : "everyone");
  return { state: state.data };
}

/** Ends what `hideComment` did. */
export async function showComment(tx: Tx, id: string, { state }: { state: "shown" | "held" }): Promise<void> {
  const { count } = await tx.comment.updateMany({
    where: { id, state: "hidden", removedAt: null },
    data: { state, version: { increment: 1 } },
  });
  if (count === 0) return;
  const row = await tx.comment.findUniqueOrThrow({ where: { id }, select: commentColumns });
  const story = await tx.story.findUniqueOrThrow({ where: { id: row.storyId }, select: storyColumns });
  await announceCreated(tx, story, row, null);
}

const batchSize = 200;

/**
 * Tells open pages that the comments of a member are gone, or there again: lists leave those of the banned out by
 * themselves. One batch, in the order of ids.
 * @param after the last id of the batch before.
 * @returns the last id of this one; null at the end.
 */
export async function tellWritersComments(
  tx: Tx,
  writerId: string,
  { gone, after }: { gone: boolean; after: string | null },
): Promise<string | null> {
  const rows = await tx.comment.findMany({
    where: { writerId, state: "shown", removedAt: null, ...(after && { id: { gt: after } }) },
    orderBy: { id: "asc" },
    take: batchSize,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await tx.comment.updateMany({ where: { id: { in: ids } }, data: { version: { increment: 1 } } });
  const comments = await tx.comment.findMany({
    where: { id: { in: ids }, state: "shown", removedAt: null },
    select: { ...commentColumns, story: { select: storyColumns } },
  });
  const common = ({ storyId, story, chapter }: (typeof comments)[number]) => ({
    storyId,
    story: audienceAt(story, chapter),
    origin: null,
  });
  if (gone) {
    await announceAll(
      tx,
      commentDeleted,
      comments.map((row) => {
        const { id, version, place, chapterId } = row;
        return { ...common(row), type: "deleted", id, version, place, chapterId, writerId, to: "everyone" };
      }),
    );
  } else {
    await announceAll(
      tx,
      commentCreated,
      comments.map(({ story, ...row }) => ({
        ...common({ ...row, story }),
        type: "created",
        comment: toComment(row),
      })),
    );
  }
  return ids.length === batchSize ? (ids.at(-1) ?? null) : null;
}
