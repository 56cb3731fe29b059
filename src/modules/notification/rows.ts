import { Prisma } from "@/generated/prisma/client";
import { welcomeTo } from "@/modules/boundary/queries";
import { storyWantedBy, tagsWantedBy } from "@/modules/unwanted/queries";
import type { Tx } from "@/platform/db";
import { log } from "@/platform/log";
import { catalogue, type NotificationType } from "./catalogue";
import { type NotificationView, notificationView, unreadLimit } from "./schema";

/** Conditions on a row `n` of "Notification", the same for lists, counts, events and digests. */

/** What `can(member, "read", story)` says, for any member and story of a statement; who is invited to it may hear of it too. */
export const storyReadableBy = (memberId: Prisma.Sql, storyId: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM "Story" s WHERE s.id = ${storyId} AND (s."authorId" = ${memberId} OR (
    s.status = 'published' AND s."removedAt" IS NULL
    AND (s.visibility <> 'followers' OR EXISTS (
      SELECT 1 FROM "Follow" f WHERE f."followerId" = ${memberId} AND f."authorId" = s."authorId"))
    AND NOT EXISTS (
      SELECT 1 FROM "Boundary" b WHERE b.kind = 'block'
      AND (b."memberId", b."otherId") IN ((${memberId}, s."authorId"), (s."authorId", ${memberId})))
  ) OR (s."removedAt" IS NULL AND EXISTS (
    SELECT 1 FROM "Collaborator" c WHERE c."storyId" = s.id AND c."memberId" = ${memberId}))))`;

/**
 * The story may come before the member by itself, or they have marked it for later knowing what it is. A tag that they have
 * hidden stays hidden though they follow its author, as a warning that they avoid does; a story that they have hidden is told
 * of in no case, since that was said of this very story.
 */
export const welcomeOrSaved = (memberId: Prisma.Sql, storyId: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM "Story" s WHERE s.id = ${storyId} AND ${storyWantedBy(memberId)} AND (
    EXISTS (SELECT 1 FROM "Bookmark" saved WHERE saved."memberId" = ${memberId} AND saved."storyId" = s.id)
    OR (${welcomeTo(memberId)} AND ${tagsWantedBy(memberId)})))`;

const memberId = Prisma.raw(`n."memberId"`);
const storyId = Prisma.raw(`n."storyId"`);

/** The chapter is up, as far as its story is. */
export const isChapterUp = (chapterId: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM "Chapter" c WHERE c.id = ${chapterId} AND NOT c.draft AND c.position IS NOT NULL)`;

/** Its member may still see what it is about. One about several chapters leads to their story. */
export const visible = Prisma.sql`n."recalledAt" IS NULL
  AND (n.type <> 'chapter.new' OR n.occurrences > 1 OR ${isChapterUp(Prisma.sql`n.data->>'chapterId'`)})
  AND (n."storyId" IS NULL OR ${storyReadableBy(memberId, storyId)})`;

export const inBell = Prisma.sql`n."inBell" AND ${visible}`;
export const unreadInBell = Prisma.sql`n."readAt" IS NULL AND ${inBell}`;

/** Whether the member of row `m` wants to hear of this type on this channel. */
export const wants = (type: NotificationType, channel: "bell" | "toast" | "mail") =>
  "always" in catalogue[type]
    ? Prisma.sql`${catalogue[type].defaults[channel]}::boolean`
    : Prisma.sql`COALESCE((
  SELECT p.enabled FROM "NotificationPreference" p
  WHERE p."memberId" = m.id AND p.type = ${type} AND p.channel = ${channel}::"NotificationChannel"
), ${catalogue[type].defaults[channel]})`;

/** The member of row `m` may be told of what the actor does: neither the actor nor banned, and nothing lies between them. */
export const willing = (actorId: string | null) => Prisma.sql`m."bannedAt" IS NULL
  AND m.id IS DISTINCT FROM ${actorId}::text
  AND NOT EXISTS (
    SELECT 1 FROM "Boundary" b WHERE (b."memberId" = m.id AND b."otherId" = ${actorId}::text)
      OR (b."memberId" = ${actorId}::text AND b."otherId" = m.id AND b.kind = 'block'))`;

interface Row extends Omit<NotificationView, "type" | "data" | "at"> {
  memberId: string;
  type: string;
  data: unknown;
  at: Date;
}

/** Rows as their members see them, in the order asked for, each with whose it is. */
export async function selectViews(
  tx: Tx,
  where: Prisma.Sql,
  page: Prisma.Sql = Prisma.empty,
): Promise<{ memberId: string; view: NotificationView }[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT n.id, n."memberId", n.type, n.subject, n.data, n.occurrences, n."latestAt" AS at,
      n."readAt" IS NOT NULL AS read,
      CASE WHEN story.id IS NOT NULL THEN json_build_object('slug', story.slug, 'title', story.title) END AS story,
      latest.actors, (SELECT count(*)::int FROM "NotificationActor" WHERE "notificationId" = n.id) AS "actorCount"
    FROM "Notification" n
    LEFT JOIN "Story" story ON story.id = n."storyId"
    CROSS JOIN LATERAL (
      SELECT COALESCE(json_agg(actor), '[]') AS actors FROM (
        SELECT m.id, m.handle, m.name, m.image FROM "NotificationActor" a JOIN "Member" m ON m.id = a."actorId"
        WHERE a."notificationId" = n.id ORDER BY a.at DESC, m.id LIMIT 3
      ) actor
    ) latest
    WHERE ${where} ${page}`;
  return rows.flatMap(({ memberId, at, ...row }) => {
    const view = notificationView.safeParse({ ...row, at: at.toISOString() });
    if (view.success) return [{ memberId, view: view.data }];
    // Of a type, or with data, that this version of the code does not know.
    log().warn({ id: row.id, type: row.type }, "notification: left out");
    return [];
  });
}

/** How many unread notifications each member has, up to `unreadLimit`. Exact while the members are locked. */
export async function countUnread(tx: Tx, memberIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ memberId: string; unread: number }[]>`
    SELECT m.id AS "memberId", (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "Notification" n WHERE n."memberId" = m.id AND ${unreadInBell} LIMIT ${unreadLimit}
      ) counted
    ) AS unread
    FROM unnest(${memberIds}::text[]) AS m(id)`;
  return new Map(rows.map(({ memberId, unread }) => [memberId, unread]));
}

/**
 * Makes all who change the notifications of these members take turns until they commit, so that counts in events are true
 * and come in order. Locks in the order of ids; lock all that a transaction needs with one call.
 */
export async function lockMembers(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Member" WHERE id = ANY(${ids}::text[]) ORDER BY id FOR NO KEY UPDATE`;
}
