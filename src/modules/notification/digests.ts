import { Prisma } from "@/generated/prisma/client";
import type { Tx } from "@/platform/db";
import type { Digest } from "./digest-mail";
import { selectViews, visible } from "./rows";

/** Notifications that one mail names. */
const mostItems = 12;

/**
 * When the next digest of these settings `s` is due, after now: at the full hour, or at eight in the morning where the member
 * lives, weekly on Mondays. PostgreSQL knows when clocks change there.
 */
export const nextDigest = Prisma.sql`CASE s.digest
  WHEN 'hourly' THEN date_trunc('hour', now()) + interval '1 hour'
  WHEN 'daily' THEN (date_trunc('day', (now() AT TIME ZONE s."timeZone") - interval '8 hours')
    + interval '1 day 8 hours') AT TIME ZONE s."timeZone"
  WHEN 'weekly' THEN (date_trunc('week', (now() AT TIME ZONE s."timeZone") - interval '8 hours')
    + interval '7 days 8 hours') AT TIME ZONE s."timeZone"
END`;

export interface Due {
  memberId: string;
  nextDigestAt: Date;
}

/** Members whose digest is due, those waiting longest first. */
export const listDue = (tx: Tx): Promise<Due[]> => tx.$queryRaw<Due[]>`
  SELECT "memberId", "nextDigestAt" FROM "NotificationSettings" WHERE "nextDigestAt" <= now()
  ORDER BY "nextDigestAt" LIMIT 100`;

export interface Claimed extends Digest {
  memberId: string;
  /** When the digest after this one is due. */
  next: Date;
  /** Up to when it tells. */
  at: Date;
}

/**
 * Takes a due digest, so that nobody else sends it, and returns what it says: what is unread, and neither was seen nor mailed
 * since it last happened. Null when somebody else took it, nothing is to be said, or the member is banned.
 */
export async function claim(tx: Tx, { memberId, nextDigestAt }: Due): Promise<Claimed | null> {
  const [taken] = await tx.$queryRaw<{ next: Date; at: Date }[]>`
    UPDATE "NotificationSettings" s SET "nextDigestAt" = ${nextDigest}
    WHERE "memberId" = ${memberId} AND "nextDigestAt" = ${nextDigestAt}
    RETURNING "nextDigestAt" AS next, clock_timestamp() AS at`;
  if (!taken) return null;
  const settings = await tx.notificationSettings.findUnique({
    where: { memberId, member: { bannedAt: null } },
    select: { digest: true, stopKey: true, member: { select: { name: true, email: true } } },
  });
  if (!settings || settings.digest === "off") return null;
  const untold = Prisma.sql`n."memberId" = ${memberId} AND n."byMail" AND n."readAt" IS NULL
    AND n."latestAt" > GREATEST(COALESCE(n."seenAt", '-infinity'), COALESCE(n."mailedAt", '-infinity')) AND ${visible}`;
  const views = await selectViews(tx, untold, Prisma.sql`ORDER BY n."latestAt" DESC, n.id DESC LIMIT 100`);
  if (views.length === 0) return null;
  return {
    ...taken,
    memberId,
    ...settings.member,
    frequency: settings.digest,
    stopKey: settings.stopKey,
    items: views.slice(0, mostItems).map(({ view }) => view),
    more: Math.max(0, views.length - mostItems),
  };
}

/** Notes down that all there was to say by then has been said. */
export async function confirm(tx: Tx, { memberId, at }: Claimed): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Notification" SET "mailedAt" = ${at}
    WHERE "memberId" = ${memberId} AND "byMail" AND "readAt" IS NULL AND "latestAt" <= ${at}`;
}

/** Gives a digest back that did not go out, to be tried again before long. */
export async function release(tx: Tx, { memberId, next }: Claimed): Promise<void> {
  await tx.$executeRaw`
    UPDATE "NotificationSettings" SET "nextDigestAt" = LEAST("nextDigestAt", now() + interval '15 minutes')
    WHERE "memberId" = ${memberId} AND "nextDigestAt" = ${next}`;
}
