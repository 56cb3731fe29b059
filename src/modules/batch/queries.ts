import type { Prisma } from "@/generated/prisma/client";
import type { MemberActor } from "@/modules/member/actor";
import { listMineWhere } from "@/modules/story/queries";
import type { ManuscriptRow } from "@/modules/story/views";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { actionFor, type BatchStory, effectOf, timesOf } from "./policy";
import { type BatchInput, type BatchPreview, mostStories, type StoryState } from "./schema";

const columns = {
  id: true,
  title: true,
  status: true,
  visibility: true,
  publishedAt: true,
  scheduledFor: true,
  removedAt: true,
  hiddenAt: true,
  tags: true,
} satisfies Prisma.StorySelect;

type Row = Pick<ManuscriptRow, "status" | "visibility" | "publishedAt" | "scheduledFor" | "removedAt" | "tags">;

export const stateOf = (row: Row): StoryState => ({
  status: row.status,
  visibility: row.visibility,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  scheduledFor: row.scheduledFor?.toISOString() ?? null,
  removed: row.removedAt !== null,
  tags: row.tags,
});

export type NamedStory = BatchStory & { id: string; title: string };

/** The actor's own stories among `ids`, in that order. */
export async function listBatchStories(actor: MemberActor, ids: readonly string[]): Promise<NamedStory[]> {
  const where = { id: { in: [...ids] }, authorId: actor.id };
  const [rows, written] = await Promise.all([
    db().story.findMany({ where, select: columns }),
    db().chapter.groupBy({
      by: ["storyId"],
      where: { story: where, position: { not: null }, draft: false, words: { gt: 0 } },
    }),
  ]);
  const withText = new Set(written.map(({ storyId }) => storyId));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row
      ? [{ id, title: row.title, ...stateOf(row), written: withText.has(id), hidden: row.hiddenAt !== null }]
      : [];
  });
}

/** @throws AppError `not_found` unless all of them are the actor's own. */
export async function requireOwn(actor: MemberActor, ids: readonly string[]): Promise<NamedStory[]> {
  const stories = await listBatchStories(actor, ids);
  if (stories.length < ids.length) {
    throw new AppError("not_found", "Some of these stories do not exist, or are not yours.");
  }
  return stories;
}

/** What an action would do, story by story. Nothing is changed. */
export async function previewBatch(actor: MemberActor, { action, storyIds }: BatchInput): Promise<BatchPreview> {
  const stories = await requireOwn(actor, storyIds);
  const now = Date.now();
  const times = timesOf(action, stories, now);
  return {
    items: stories.map((story) => {
      const { id, title } = story;
      return { id, title, ...effectOf(actionFor(action, times?.[id]), story, now) };
    }),
  };
}

/** The actor's own stories of a part of the studio, in its order, as many as a batch takes. */
export async function listSelectable(actor: MemberActor, { status }: { status: Parameters<typeof listMineWhere>[1] }) {
  const rows = await db().story.findMany({
    where: listMineWhere(actor, status),
    orderBy: [{ status: "asc" }, { editedAt: "desc" }, { id: "desc" }],
    take: mostStories,
    select: { id: true },
  });
  return { ids: rows.map(({ id }) => id) };
}

/** A batch of the actor's that is over. @throws AppError `not_found`, or `conflict` while it still runs. */
export async function findEndedBatch(actor: MemberActor, id: string) {
  const job = await db().job.findUnique({
    where: { id, ownerId: actor.id, kind: "batch" },
    select: {
      title: true,
      state: true,
      input: true,
      items: { orderBy: { position: "asc" }, select: { key: true, state: true } },
      batchSteps: { select: { storyId: true } },
    },
  });
  if (!job) throw new AppError("not_found", "There is no batch with this id among yours.");
  if (job.state === "queued" || job.state === "running") {
    throw new AppError("conflict", "This batch is still under way; cancel it first, or wait for its end.");
  }
  return job;
}
