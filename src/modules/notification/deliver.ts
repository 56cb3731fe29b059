import { Prisma } from "@/generated/prisma/client";
import { announceAll } from "@/live/outbox";
import type { Tx } from "@/platform/db";
import { catalogue, groupHours, type NotificationType } from "./catalogue";
import { notificationArrived } from "./events";
import { countUnread, selectViews, storyReadableBy, wants, welcomeOrSaved, willing } from "./rows";

/** What is to be told, checked against the type's schema. */
export interface Message {
  type: NotificationType;
  subject: string;
  storyId: string | null;
  actorId: string | null;
  data: Prisma.InputJsonObject;
}

interface Recipient {
  id: string;
  bell: boolean;
  toast: boolean;
  mail: boolean;
}

/**
 * Tells these members, who must be locked (`lockMembers`), with a fixed number of statements. Left out are the actor, the
 * banned, whoever blocked or muted the actor or is blocked by them, who may not read the story, and who wants none of it.
 */
export async function deliver(tx: Tx, message: Message, memberIds: readonly string[]): Promise<number> {
  const recipients = await recipientsOf(tx, message, memberIds);
  if (recipients.length === 0) return 0;
  const rows = await write(tx, message, recipients);
  await tellLive(tx, recipients, rows);
  return rows.length;
}

async function recipientsOf(
  tx: Tx,
  { type, actorId, storyId }: Message,
  memberIds: readonly string[],
): Promise<Recipient[]> {
  // What a fan-out tells of comes unasked: it keeps within the limits of those whom it reaches.
  const unasked = type === "story.new" || type === "chapter.new" || type === "series.story";
  const fit = storyId && unasked ? welcomeOrSaved(Prisma.raw("m.id"), Prisma.sql`${storyId}`) : Prisma.sql`true`;
  const readable = storyId ? storyReadableBy(Prisma.raw("m.id"), Prisma.sql`${storyId}`) : Prisma.sql`true`;
  const rows = await tx.$queryRaw<Recipient[]>`
    SELECT m.id, ${wants(type, "bell")} AS bell, ${wants(type, "toast")} AS toast, ${wants(type, "mail")} AS mail
    FROM "Member" m
    WHERE m.id = ANY(${memberIds}::text[]) AND ${willing(actorId)} AND ${readable} AND ${fit}`;
  return rows.filter(({ bell, mail }) => bell || mail);
}

interface Written {
  id: string;
  began: boolean;
}

async function write(tx: Tx, message: Message, recipients: readonly Recipient[]): Promise<Written[]> {
  const { type, subject, storyId, actorId, data } = message;
  const ids = recipients.map(({ id }) => id);
  const groupKey = `${type}:${subject}`;
  const once = catalogue[type];
  await tx.$executeRaw`
    UPDATE "Notification" SET "groupKey" = NULL
    WHERE "memberId" = ANY(${ids}::text[]) AND "groupKey" = ${groupKey}
      AND "createdAt" < now() - make_interval(hours => ${groupHours}) AND NOT ${"once" in once}`;
  const rows = await tx.$queryRaw<Written[]>`
    INSERT INTO "Notification" AS n
      (id, "memberId", type, subject, "groupKey", "storyId", data, "inBell", "byMail", "createdAt", "latestAt")
    SELECT gen_random_uuid(), r.id, ${type}, ${subject}, ${groupKey}, ${storyId}, ${JSON.stringify(data)}::jsonb,
      r.bell, r.mail, clock_timestamp(), clock_timestamp()
    FROM unnest(${ids}::text[], ${recipients.map(({ bell }) => bell)}::bool[],
      ${recipients.map(({ mail }) => mail)}::bool[]) AS r(id, bell, mail)
    ON CONFLICT ("memberId", "groupKey") DO UPDATE SET
      data = excluded.data, "latestAt" = excluded."latestAt", "recalledAt" = NULL,
      "inBell" = n."inBell" OR excluded."inBell", "byMail" = n."byMail" OR excluded."byMail",
      occurrences = CASE WHEN n."recalledAt" IS NULL THEN n.occurrences + 1 ELSE 1 END
    WHERE n."recalledAt" IS NOT NULL OR NOT ${"once" in once}
    RETURNING n.id, n.occurrences = 1 AS began`;
  if (actorId) {
    await tx.$executeRaw`
      INSERT INTO "NotificationActor" ("notificationId", "actorId", at)
      SELECT id, ${actorId}, clock_timestamp() FROM unnest(${rows.map(({ id }) => id)}::text[]) AS written(id)
      ON CONFLICT ("notificationId", "actorId") DO UPDATE SET at = excluded.at`;
  }
  return rows;
}

async function tellLive(tx: Tx, recipients: readonly Recipient[], rows: readonly Written[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const views = await selectViews(tx, Prisma.sql`n.id = ANY(${ids}::text[]) AND n."inBell" AND n."readAt" IS NULL`);
  const counts = await countUnread(
    tx,
    views.map(({ memberId }) => memberId),
  );
  const began = new Map(rows.map((row) => [row.id, row.began]));
  const toast = new Map(recipients.map((recipient) => [recipient.id, recipient.toast]));
  await announceAll(
    tx,
    notificationArrived,
    views.map(({ memberId, view }) => ({
      change: "arrived" as const,
      memberId,
      notification: view,
      began: began.get(view.id) ?? false,
      toast: toast.get(memberId) ?? false,
      unread: counts.get(memberId) ?? 0,
    })),
  );
}
