import { Prisma } from "@/generated/prisma/client";
import { announceAll } from "@/live/outbox";
import type { Tx } from "@/platform/db";
import { keptTypes } from "./catalogue";
import { notificationRecalled } from "./events";
import { countUnread, lockMembers, storyReadableBy } from "./rows";

const batchSize = 500;

/** Their members may not read the story any more. */
const unreadable = Prisma.sql`n."storyId" IS NOT NULL
  AND NOT ${storyReadableBy(Prisma.raw(`n."memberId"`), Prisma.raw(`n."storyId"`))}`;

/** Those about one story. */
export const ofStory = (storyId: string) => Prisma.sql`n."storyId" = ${storyId} AND ${unreadable}`;

/** What one member was told of the stories of one author. */
export const ofAuthor = (memberId: string, authorId: string) => Prisma.sql`n."memberId" = ${memberId}
  AND n."storyId" IN (SELECT id FROM "Story" WHERE "authorId" = ${authorId}) AND ${unreadable}`;

/**
 * Takes back notifications for which `which` holds, a batch of them, and returns whether there may be more. They leave lists,
 * counts and digests, and the events that told of them are not replayed. Asked again once the members are locked, since it
 * may not hold any more.
 */
export async function recallNext(tx: Tx, which: Prisma.Sql): Promise<boolean> {
  const candidates = await tx.$queryRaw<{ id: string; memberId: string }[]>`
    SELECT n.id, n."memberId" FROM "Notification" n WHERE n."recalledAt" IS NULL AND ${which} LIMIT ${batchSize}`;
  await lockMembers(tx, [...new Set(candidates.map(({ memberId }) => memberId))]);
  const rows = await tx.$queryRaw<{ id: string; memberId: string; inBell: boolean }[]>`
    UPDATE "Notification" n SET "recalledAt" = clock_timestamp(),
      "groupKey" = CASE WHEN type = ANY(${keptTypes}::text[]) THEN "groupKey" END
    WHERE n.id = ANY(${candidates.map(({ id }) => id)}::text[]) AND n."recalledAt" IS NULL AND ${which}
    RETURNING n.id, n."memberId", n."inBell"`;
  const shown = rows.filter(({ inBell }) => inBell);
  const counts = await countUnread(tx, [...new Set(shown.map(({ memberId }) => memberId))]);
  await announceAll(
    tx,
    notificationRecalled,
    shown.map(({ id, memberId }) => ({ change: "recalled", memberId, id, unread: counts.get(memberId) ?? 0 })),
  );
  return candidates.length === batchSize;
}

/** Takes back what either of two members was told that the other alone had done, or of the other's stories. */
export async function recallBetween(tx: Tx, oneId: string, otherId: string): Promise<void> {
  await lockMembers(tx, [oneId, otherId]);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM "NotificationActor" a USING "Notification" n
    WHERE n.id = a."notificationId" AND (n."memberId", a."actorId") IN ((${oneId}, ${otherId}), (${otherId}, ${oneId}))
    RETURNING n.id`;
  const ids = rows.map(({ id }) => id);
  const actorless = Prisma.sql`n.id = ANY(${ids}::text[])
    AND NOT EXISTS (SELECT 1 FROM "NotificationActor" a WHERE a."notificationId" = n.id)`;
  for (const which of [actorless, ofAuthor(oneId, otherId), ofAuthor(otherId, oneId)]) {
    while (await recallNext(tx, which));
  }
}
