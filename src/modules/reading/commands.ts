import { live } from "@/live/live";
import type { MemberActor } from "@/modules/member/actor";
import { afterCommit, db, transact } from "@/platform/db";
import { placeMoved } from "./events";
import { findReadableChapter, getStoryPlaces, listReadableChapters, requireReadableStory } from "./queries";
import type { MarkRead, MovePlace, Place, ReaderSettings, SaveStory, StoryPlaces } from "./schema";
import { placeColumns, toPlace } from "./views";

/** Where a command comes from, for those who show its effect already. */
interface Origin {
  /** Random id of the browser tab; null for services. */
  tab: string | null;
}

/**
 * Notes where the member is in a chapter. Of several devices the one that was read on last wins, whichever we hear of last.
 * @returns the place that won
 */
export const movePlace = (actor: MemberActor, input: MovePlace, { tab }: Origin): Promise<Place> =>
  transact(async (tx) => {
    const { chapterId, anchor, fraction, agoMs, finished } = input;
    const { storyId, number } = await findReadableChapter(tx, actor, chapterId);
    const readAt = new Date(Date.now() - agoMs);
    const moved = await tx.$executeRaw`
      INSERT INTO "ReadingPlace" ("memberId", "chapterId", "storyId", anchor, fraction, "readAt", "finishedAt")
      VALUES (${actor.id}, ${chapterId}, ${storyId}, ${anchor}, ${fraction}, ${readAt}, ${finished ? readAt : null})
      ON CONFLICT ("memberId", "chapterId") DO UPDATE SET
        anchor = EXCLUDED.anchor, fraction = EXCLUDED.fraction, "readAt" = EXCLUDED."readAt",
        "finishedAt" = COALESCE("ReadingPlace"."finishedAt", EXCLUDED."finishedAt")
      WHERE "ReadingPlace"."readAt" < EXCLUDED."readAt"`;
    const row = await tx.readingPlace.findUniqueOrThrow({
      where: { memberId_chapterId: { memberId: actor.id, chapterId } },
      select: placeColumns,
    });
    const place = toPlace(row);
    if (moved > 0) {
      afterCommit(tx, () => void live.pulse(placeMoved, { memberId: actor.id, place, number, origin: tab }));
    }
    return place;
  });

/** Marks a chapter, or all that a story has up, as read or unread. */
export async function markRead(actor: MemberActor, { storyId, chapterId, read }: MarkRead): Promise<StoryPlaces> {
  await transact(async (tx) => {
    await requireReadableStory(tx, actor, storyId);
    const readables = await listReadableChapters(tx, actor, storyId);
    const chapters = chapterId ? readables.filter(({ id }) => id === chapterId) : readables;
    const now = new Date();
    const ofThese = { memberId: actor.id, chapterId: { in: chapters.map(({ id }) => id) } };
    if (!read) {
      await tx.readingPlace.deleteMany({ where: ofThese });
      return;
    }
    await tx.readingPlace.createMany({
      data: chapters.map(({ id }) => ({
        memberId: actor.id,
        chapterId: id,
        storyId,
        anchor: "",
        fraction: 1,
        readAt: now,
        finishedAt: now,
      })),
      skipDuplicates: true,
    });
    await tx.readingPlace.updateMany({ where: { ...ofThese, finishedAt: null }, data: { finishedAt: now } });
  });
  return getStoryPlaces(actor, { storyId });
}

/** Takes a story out of what I have read. */
export const forgetStory = async (actor: MemberActor, { storyId }: { storyId: string }): Promise<void> =>
  void (await db().readingPlace.deleteMany({ where: { memberId: actor.id, storyId } }));

/** Marks a story for later, or no longer. Twice is once. */
export const saveStory = (actor: MemberActor, { storyId, saved }: SaveStory): Promise<{ saved: boolean }> =>
  transact(async (tx) => {
    const bookmark = { memberId: actor.id, storyId };
    if (saved) {
      await requireReadableStory(tx, actor, storyId);
      await tx.bookmark.createMany({ data: [bookmark], skipDuplicates: true });
    } else {
      await tx.bookmark.deleteMany({ where: bookmark });
    }
    return { saved };
  });

export async function saveReaderSettings(actor: MemberActor, settings: ReaderSettings): Promise<ReaderSettings> {
  await db().readerSettings.upsert({
    where: { memberId: actor.id },
    create: { memberId: actor.id, settings },
    update: { settings },
    select: { memberId: true },
  });
  return settings;
}
