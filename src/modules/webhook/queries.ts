import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import type { MemberActor } from "@/modules/member/actor";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { type DeliveriesInput, type DeliveryPage, type DeliveryView, type WebhookView, webhookEvent } from "./schema";

export const webhookColumns = {
  id: true,
  name: true,
  url: true,
  events: true,
  stories: true,
  pausedAt: true,
  pausedBecause: true,
  failingSince: true,
  previousSecretUntil: true,
  createdAt: true,
} satisfies Prisma.WebhookEndpointSelect;

export const toWebhookView = ({
  pausedAt,
  pausedBecause,
  failingSince,
  previousSecretUntil,
  createdAt,
  events,
  ...row
}: Prisma.WebhookEndpointGetPayload<{ select: typeof webhookColumns }>): WebhookView => ({
  ...row,
  events: webhookEvent.array().parse(events),
  paused: pausedAt && { at: pausedAt.toISOString(), because: pausedBecause ?? "member" },
  failingSince: failingSince?.toISOString() ?? null,
  previousSecretUntil:
    previousSecretUntil && previousSecretUntil > new Date() ? previousSecretUntil.toISOString() : null,
  createdAt: createdAt.toISOString(),
});

export const noSuchWebhook = () => new AppError("not_found", "There is no webhook with this id among yours.");

/** The actor's endpoints, the newest first. */
export async function listWebhooks(actor: MemberActor): Promise<WebhookView[]> {
  const rows = await db().webhookEndpoint.findMany({
    where: { memberId: actor.id },
    orderBy: { id: "desc" },
    select: webhookColumns,
  });
  return rows.map(toWebhookView);
}

const deliveryColumns = {
  id: true,
  type: true,
  createdAt: true,
  state: true,
  nextAttemptAt: true,
  body: true,
  attempts: {
    orderBy: { number: "desc" },
    select: { number: true, at: true, status: true, error: true, ms: true },
  },
} satisfies Prisma.WebhookDeliverySelect;

const toDeliveryView = ({
  createdAt,
  nextAttemptAt,
  attempts,
  ...row
}: Prisma.WebhookDeliveryGetPayload<{ select: typeof deliveryColumns }>): DeliveryView => ({
  ...row,
  createdAt: createdAt.toISOString(),
  nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  attempts: attempts.map(({ at, ...attempt }) => ({ ...attempt, at: at.toISOString() })),
});

const pageKeys = z.tuple([z.iso.datetime(), z.string()]);

/** What an endpoint of the actor's was sent, the latest first. */
export async function listDeliveries(
  actor: MemberActor,
  { id, cursor, limit }: DeliveriesInput,
): Promise<DeliveryPage> {
  const endpoint = await db().webhookEndpoint.findUnique({ where: { id, memberId: actor.id }, select: { id: true } });
  if (!endpoint) throw noSuchWebhook();
  const where: Prisma.WebhookDeliveryWhereInput = { endpointId: id };
  if (cursor) {
    const [at, last] = readPageCursor<[string, string]>(cursor, pageKeys);
    where.OR = [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: last } }];
  }
  const rows = await db().webhookDelivery.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: deliveryColumns,
  });
  const items = rows.slice(0, limit).map(toDeliveryView);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writePageCursor([last.createdAt, last.id]) : null };
}
