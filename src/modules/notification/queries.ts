import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import type { MemberActor } from "@/modules/member/actor";
import { findOwn } from "@/modules/story/queries";
import { db } from "@/platform/db";
import { canMail } from "@/platform/mail";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { catalogue, notificationTypes } from "./catalogue";
import { audienceOf } from "./fan-out";
import { countUnread, inBell, selectViews, wants, welcomeOrSaved, willing } from "./rows";
import {
  type ListInput,
  type NotificationPage,
  type PreferencesView,
  preferencesView,
  type ReachInput,
  type ReachView,
  type UnreadCount,
} from "./schema";

const pageKeys = z.tuple([z.iso.datetime(), z.string()]);

/** A page of my notifications, the latest first, with the position of the log at which it was read. */
export async function listNotifications(actor: MemberActor, input: ListInput): Promise<NotificationPage> {
  const [position, asOf] = await Promise.all([live.cursor(), now()]);
  const where = [Prisma.sql`n."memberId" = ${actor.id}`, inBell];
  if (input.filter === "unread") where.push(Prisma.sql`n."readAt" IS NULL`);
  if (input.type) where.push(Prisma.sql`n.type = ${input.type}`);
  if (input.cursor) {
    const [at, id] = readPageCursor(input.cursor, pageKeys);
    where.push(Prisma.sql`(n."latestAt", n.id) < (${at}::timestamptz, ${id})`);
  }
  const [views, counts] = await Promise.all([
    selectViews(
      db(),
      Prisma.join(where, " AND "),
      Prisma.sql`ORDER BY n."latestAt" DESC, n.id DESC LIMIT ${input.limit + 1}`,
    ),
    countUnread(db(), [actor.id]),
  ]);
  const items = views.slice(0, input.limit).map(({ view }) => view);
  const last = items.at(-1);
  return {
    items,
    nextCursor: views.length > input.limit && last ? writePageCursor([last.at, last.id]) : null,
    unread: counts.get(actor.id) ?? 0,
    asOf,
    live: position,
  };
}

/** By the database, whose clock all notifications are of. */
async function now(): Promise<string> {
  const [row] = await db().$queryRaw<{ at: Date }[]>`SELECT clock_timestamp()::timestamptz(3) AS at`;
  return (row?.at ?? new Date()).toISOString();
}

export async function getUnreadCount(actor: MemberActor): Promise<UnreadCount> {
  const position = await live.cursor();
  const counts = await countUnread(db(), [actor.id]);
  return { unread: counts.get(actor.id) ?? 0, live: position };
}

/** What I want to hear of and where, defaults included. */
export async function getPreferences(actor: MemberActor): Promise<PreferencesView> {
  const rows = await db().notificationPreference.findMany({
    where: { memberId: actor.id },
    select: { type: true, channel: true, enabled: true },
  });
  const types = Object.fromEntries(notificationTypes.map((type) => [type, { ...catalogue[type].defaults }]));
  for (const { type, channel, enabled } of rows) {
    const choices = types[type];
    if (choices) choices[channel] = enabled;
  }
  const member = await db().member.findUnique({
    where: { id: actor.id },
    select: { email: true, notificationSettings: { select: { digest: true, timeZone: true } } },
  });
  const { digest = "off", timeZone = null } = member?.notificationSettings ?? {};
  return preferencesView.parse({ types, digest, timeZone, address: canMail() ? member?.email : null });
}

/**
 * Whom publishing a story to `visibility` would tell, as things stand; who was told of it already is told no more.
 * @throws AppError `not_found` unless the story is the actor's.
 */
export async function getReach(actor: MemberActor, { storyId, visibility }: ReachInput): Promise<ReachView> {
  await findOwn(db(), actor, storyId);
  if (visibility === "unlisted") return { members: 0, mail: 0 };
  const type = "story.new";
  const id = Prisma.raw("m.id");
  // As `storyReadableBy` will say once it is published; a block is among what `willing` asks for.
  const readable =
    visibility === "followers"
      ? Prisma.sql`(EXISTS (SELECT 1 FROM "Follow" f WHERE f."followerId" = ${id} AND f."authorId" = ${actor.id})
          OR EXISTS (SELECT 1 FROM "Collaborator" c WHERE c."memberId" = ${id} AND c."storyId" = ${storyId}))`
      : Prisma.sql`true`;
  const [reach] = await db().$queryRaw<ReachView[]>`
    SELECT count(*)::int AS members, (count(*) FILTER (WHERE told.mail AND s.digest <> 'off'))::int AS mail
    FROM (
      SELECT m.id, ${wants(type, "bell")} AS bell, ${wants(type, "mail")} AS mail
      FROM (${audienceOf(type, { actorId: actor.id, storyId })}) f JOIN "Member" m ON m.id = f.id
      WHERE ${willing(actor.id)} AND ${readable} AND ${welcomeOrSaved(id, Prisma.sql`${storyId}`)} AND NOT EXISTS (
        SELECT 1 FROM "Notification" n WHERE n."memberId" = m.id AND n."groupKey" = ${`${type}:${storyId}`}
          AND n."recalledAt" IS NULL)
    ) told
    LEFT JOIN "NotificationSettings" s ON s."memberId" = told.id
    WHERE told.bell OR told.mail`;
  return reach ?? { members: 0, mail: 0 };
}
