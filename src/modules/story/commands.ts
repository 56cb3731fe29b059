import { randomInt } from "node:crypto";
import { announce } from "@/live/outbox";
import { chapterEvent, chapterUpdated } from "@/modules/chapter/events";
import type { MemberActor } from "@/modules/member/actor";
import { type Tx, transact } from "@/platform/db";
import { consume } from "@/platform/rate-limit";
import { putOnClock, takeOffClock } from "./clock";
import { storyTextUpdated, storyUpdated } from "./events";
import { heatOf } from "./heat";
import { bringBack, conflict, putInTrash, putUp, takeBack } from "./publication";
import { findOwn } from "./queries";
import {
  type CreateStory,
  countWords,
  type ManuscriptView,
  type PublishStory,
  type ScheduleStory,
  type StudioItem,
  type UpdateStory,
} from "./schema";
import { newId, slugOf } from "./slug";
import { type ManuscriptRow, manuscriptColumns, toCard, toManuscript, toStudioItem } from "./views";

/** Where a command comes from, for those who show its effect already. */
export interface Origin {
  /** Random id of the browser tab; null for services. */
  tab: string | null;
}

/** More than anyone writes, and than a service brings along; fewer than to fill the place with. */
const creating = { name: "story", points: 2_000, seconds: 60 * 60 };

/** Begins a draft. @throws AppError `rate_limited` after very many within an hour. */
export async function createStory(
  actor: MemberActor,
  { title, body = "", chapters = [{ body }], ...details }: CreateStory,
): Promise<ManuscriptView> {
  await consume(creating, actor.id);
  return transact(async (tx) => {
    const id = newId();
    const row = await tx.story.create({
      data: {
        id,
        authorId: actor.id,
        slug: slugOf(title, id),
        title,
        ...details,
        genre: details.genre ?? "literary",
        coverSeed: randomInt(2 ** 31),
        chapters: {
          createMany: {
            data: chapters.map((chapter, index) => ({
              ...chapter,
              position: index + 1,
              words: countWords(chapter.body ?? ""),
            })),
          },
        },
      },
      select: manuscriptColumns,
    });
    return toManuscript(row);
  });
}

/**
 * Changes a story's text or details.
 * @throws AppError `conflict` when `version` is not the current one: nothing is changed, and `details.current` is the
 * story as it stands, for the writer to merge with.
 */
export const updateStory = (actor: MemberActor, input: UpdateStory, { tab }: Origin): Promise<ManuscriptView> =>
  transact(async (tx) => {
    const { id, version, body, ...details } = input;
    const before = await findOwn(tx, actor, id);
    const neverPublished = before.publishedAt === null;
    const { count } = await tx.story.updateMany({
      where: { id, version },
      data: {
        ...details,
        ...(details.title && neverPublished && { slug: slugOf(details.title, id) }),
        version: { increment: 1 },
        editedAt: new Date(),
      },
    });
    if (count === 0) throw await conflict(tx, id);
    const detailed = Object.keys(details).length > 0;
    if (details.title !== undefined || details.blurb !== undefined) await keepRevision(tx, before);
    const chapter = before.chapters[0];
    const rewritten = body !== undefined && chapter;
    if (rewritten) {
      await tx.chapter.update({
        where: { id: chapter.id },
        data: { body, words: countWords(body), version: { increment: 1 }, editedAt: new Date() },
        select: { id: true },
      });
    }
    const row = await findOwn(tx, actor, id);
    if (row.status === "published" && !row.removedAt && (detailed || (rewritten && !chapter.draft))) {
      const event = { type: "updated" as const, id, version: row.version, story: toCard(row), origin: tab };
      await announce(tx, storyTextUpdated, event);
      if (detailed || row.words !== before.words) await announce(tx, storyUpdated, event);
      if (rewritten && !chapter.draft) {
        await announce(tx, chapterUpdated, {
          ...chapterEvent(row, { id: chapter.id, position: 1, version: chapter.version + 1 }, tab),
          type: "updated",
        });
      }
    }
    return toManuscript(row);
  });

/** Title and blurb before a change are kept for ever, but not each of many saves within a few minutes. */
const revisionIntervalMs = 5 * 60 * 1_000;

async function keepRevision(tx: Tx, before: ManuscriptRow): Promise<void> {
  const recent = await tx.revision.findFirst({
    where: { storyId: before.id, createdAt: { gt: new Date(Date.now() - revisionIntervalMs) } },
    select: { id: true },
  });
  if (recent) return;
  await tx.revision.create({
    data: {
      storyId: before.id,
      version: before.version,
      title: before.title,
      blurb: before.blurb,
    },
    select: { id: true },
  });
}

/**
 * Publishes a story, or changes who can see one that is published. Publishing twice is publishing once.
 * @throws AppError `invalid` when there is nothing to read yet.
 */
export const publishStory = (
  actor: MemberActor,
  { id, visibility }: PublishStory,
  { tab }: Origin,
): Promise<StudioItem> =>
  transact(async (tx) => toStudioItem(await putUp(tx, await findOwn(tx, actor, id), { visibility, tab })));

/** Makes a published story a draft again; its text stays, its address too. */
export const unpublishStory = (actor: MemberActor, { id }: { id: string }, { tab }: Origin): Promise<StudioItem> =>
  transact(async (tx) => toStudioItem(await takeBack(tx, await findOwn(tx, actor, id), tab)));

/**
 * Has a story publish itself at an instant; one that waits already is given the new one.
 * @throws AppError `invalid` for one that is published, in the trash, or without text.
 */
export const scheduleStory = (
  actor: MemberActor,
  { id, at, visibility }: ScheduleStory,
  { tab }: Origin,
): Promise<StudioItem> =>
  transact(async (tx) =>
    toStudioItem(await putOnClock(tx, await findOwn(tx, actor, id), { at: new Date(at), visibility, tab })),
  );

/** Makes a scheduled story a draft again. */
export const unscheduleStory = (actor: MemberActor, { id }: { id: string }, { tab }: Origin): Promise<StudioItem> =>
  transact(async (tx) => toStudioItem(await takeOffClock(tx, await findOwn(tx, actor, id), tab)));

/** Moves a story to the trash, from where `restoreStory` brings it back as it was, though unpublished. */
export const removeStory = (actor: MemberActor, { id }: { id: string }, { tab }: Origin): Promise<StudioItem> =>
  transact(async (tx) => toStudioItem(await putInTrash(tx, await findOwn(tx, actor, id), tab)));

export const restoreStory = (actor: MemberActor, { id }: { id: string }, { tab }: Origin): Promise<StudioItem> =>
  transact(async (tx) => toStudioItem(await bringBack(tx, await findOwn(tx, actor, id), tab)));

/** Counts a reader of a published story, once. The author does not count. */
export const recordRead = (reader: { key: string; memberId: string | null }, { id }: { id: string }): Promise<void> =>
  transact(async (tx) => {
    const story = await tx.story.findUnique({
      where: { id, status: "published", removedAt: null },
      select: { authorId: true, publishedAt: true },
    });
    if (!story?.publishedAt || story.authorId === reader.memberId) return;
    const { count } = await tx.storyRead.createMany({
      data: [{ storyId: id, readerKey: reader.key, memberId: reader.memberId }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const { readers } = await tx.story.update({
      where: { id },
      data: { readers: { increment: 1 } },
      select: { readers: true },
    });
    await tx.story.update({ where: { id }, data: { heat: heatOf(readers, story.publishedAt) }, select: { id: true } });
  });
