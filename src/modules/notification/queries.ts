import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import type { MemberActor } from "@/modules/member/actor";
import { db } from "@/platform/db";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { catalogue, notificationTypes } from "./catalogue";
import { countUnread, inBell, selectViews } from "./rows";
import {
  type ListInput,
  type NotificationPage,
  type PreferencesView,
  preferencesView,
  type UnreadCount,
} from "./schema";

const pageKeys = z.tuple([z.iso.datetime(), z.string()]);

/** A page of my notifications, the latest first, with the position of the log at which it was read. */
export async function listNotifications(actor: MemberActor, input: ListInput): Promise<NotificationPage> {
  const position = await live.cursor();
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
    live: position,
  };
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
  return preferencesView.parse({ types });
}
