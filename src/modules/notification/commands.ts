import { Prisma } from "@/generated/prisma/client";
import { announce } from "@/live/outbox";
import type { MemberActor } from "@/modules/member/actor";
import { type Tx, transact } from "@/platform/db";
import { keptTypes } from "./catalogue";
import { notificationsRead } from "./events";
import { getPreferences } from "./queries";
import { countUnread, lockMembers } from "./rows";
import type { PreferencesView, ReadOutcome, SetPreferences } from "./schema";

/** Marks my notifications as read, in every tab and on every device; what is not mine or read already is passed over. */
export const markRead = (actor: MemberActor, { ids }: { ids: string[] }): Promise<ReadOutcome> =>
  read(actor, Prisma.sql`id = ANY(${ids}::text[])`, { ids, before: null });

/** Marks all as read that had happened by `before`. */
export const markAllRead = (actor: MemberActor, { before }: { before: string }): Promise<ReadOutcome> =>
  read(actor, Prisma.sql`"latestAt" <= ${before}::timestamptz`, { ids: [], before });

const read = (
  { id: memberId }: MemberActor,
  which: Prisma.Sql,
  told: { ids: string[]; before: string | null },
): Promise<ReadOutcome> =>
  transact(async (tx) => {
    await lockMembers(tx, [memberId]);
    const count = await tx.$executeRaw`
      UPDATE "Notification"
      SET "readAt" = clock_timestamp(), "groupKey" = CASE WHEN type = ANY(${keptTypes}::text[]) THEN "groupKey" END
      WHERE "memberId" = ${memberId} AND "readAt" IS NULL AND ${which}`;
    const unread = await unreadOf(tx, memberId);
    if (count > 0) await announce(tx, notificationsRead, { change: "read", memberId, unread, ...told });
    return { unread };
  });

const unreadOf = async (tx: Tx, memberId: string) => (await countUnread(tx, [memberId])).get(memberId) ?? 0;

/** Changes what I want to hear of and where; what is not named stays. */
export async function setPreferences(actor: MemberActor, { changes }: SetPreferences): Promise<PreferencesView> {
  await transact(async (tx) => {
    for (const { type, channel, enabled } of changes) {
      const key = { memberId: actor.id, type, channel };
      await tx.notificationPreference.upsert({
        where: { memberId_type_channel: key },
        create: { ...key, enabled },
        update: { enabled },
        select: { enabled: true },
      });
    }
  });
  return getPreferences(actor);
}
