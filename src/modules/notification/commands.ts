import { randomBytes } from "node:crypto";
import { Prisma } from "@/generated/prisma/client";
import { announce } from "@/live/outbox";
import type { MemberActor } from "@/modules/member/actor";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { keptTypes } from "./catalogue";
import { nextDigest } from "./digests";
import { notificationsRead } from "./events";
import { getPreferences } from "./queries";
import { countUnread, lockMembers } from "./rows";
import type { MarkSeen, PreferencesView, ReadOutcome, SetPreferences } from "./schema";

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

/** Notes down that these, as they were by `before`, have been before my eyes: a digest leaves them out. They stay unread. */
export const markSeen = (actor: MemberActor, { ids, before }: MarkSeen): Promise<void> =>
  transact(async (tx) => {
    await tx.$executeRaw`
      UPDATE "Notification" SET "seenAt" = clock_timestamp()
      WHERE id = ANY(${ids}::text[]) AND "memberId" = ${actor.id} AND "readAt" IS NULL AND "inBell"
        AND "latestAt" <= ${before}::timestamptz
        AND ("seenAt" IS NULL OR "seenAt" < "latestAt")`;
  });

/** Changes what I want to hear of, where, and how often by mail; what is not named stays. */
export async function setPreferences(actor: MemberActor, input: SetPreferences): Promise<PreferencesView> {
  await transact(async (tx) => {
    for (const { type, channel, enabled } of input.changes) {
      const key = { memberId: actor.id, type, channel };
      await tx.notificationPreference.upsert({
        where: { memberId_type_channel: key },
        create: { ...key, enabled },
        update: { enabled },
        select: { enabled: true },
      });
    }
    if (input.digest) await setDigest(tx, actor.id, input.digest);
  });
  return getPreferences(actor);
}

type DigestChoice = NonNullable<SetPreferences["digest"]>;

async function setDigest(tx: Tx, memberId: string, { frequency: digest, timeZone }: DigestChoice): Promise<void> {
  // A name that the browser knows and the database does not would stop the digests later.
  const [known] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM pg_timezone_names WHERE lower(name) = lower(${timeZone})`;
  if (!known) throw new AppError("invalid", "We do not know this time zone; choose another one near you.");
  await tx.notificationSettings.upsert({
    where: { memberId },
    create: { memberId, digest, timeZone, stopKey: randomBytes(24).toString("base64url") },
    update: { digest, timeZone },
    select: { memberId: true },
  });
  await tx.$executeRaw`
    UPDATE "NotificationSettings" s SET "nextDigestAt" = ${nextDigest} WHERE "memberId" = ${memberId}`;
}

/**
 * Stops the digests of whoever has been sent this key, signed in or not. Twice is once.
 * @throws AppError `not_found` for a key that was sent to nobody.
 */
export const stopDigests = ({ key: stopKey }: { key: string }): Promise<void> =>
  transact(async (tx) => {
    const { count } = await tx.notificationSettings.updateMany({
      where: { stopKey },
      data: { digest: "off", nextDigestAt: null },
    });
    if (count === 0)
      throw new AppError("not_found", "This link is not complete, or belongs to an account that is gone.");
  });
