import { randomUUID } from "node:crypto";
import type { MemberActor } from "@/modules/member/actor";
import { type Tx, transact } from "@/platform/db";
import { env } from "@/platform/env";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { deliverWebhook } from "./jobs";
import { noSuchWebhook, toWebhookView, webhookColumns } from "./queries";
import {
  type CreateWebhook,
  mostWebhooks,
  type NewWebhook,
  type PauseWebhook,
  type RotateWebhook,
  type UpdateWebhook,
  type WebhookView,
} from "./schema";
import { sealSecret } from "./secrets";
import { newSecret } from "./signature";
import { deliverTo, sendAgain } from "./store";

const handSent = { name: "webhook-by-hand", points: 20, seconds: 60 };

/** @throws AppError `invalid` for an address without TLS, unless the operator has named networks for that. */
function checkUrl(url: string): void {
  if (new URL(url).protocol === "https:" || env().webhookNetworks) return;
  throw new AppError("invalid", "Use an address with https://, so that nobody reads along.", { field: "url" });
}

/**
 * Makes an endpoint, with the secret that its messages will be signed with.
 * @throws AppError `invalid` beyond the most endpoints that a member may have.
 */
export async function createWebhook(actor: MemberActor, input: CreateWebhook): Promise<NewWebhook> {
  checkUrl(input.url);
  const secret = newSecret();
  return transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Member" WHERE id = ${actor.id} FOR UPDATE`; // who counts must not be overtaken
    if ((await tx.webhookEndpoint.count({ where: { memberId: actor.id } })) >= mostWebhooks) {
      throw new AppError("invalid", `You have ${mostWebhooks} webhooks; delete one first.`);
    }
    const row = await tx.webhookEndpoint.create({
      data: { ...input, memberId: actor.id, secret: sealSecret(secret) },
      select: webhookColumns,
    });
    return { secret, view: toWebhookView(row) };
  });
}

/** @throws AppError `not_found` unless the endpoint is the actor's. */
async function change(
  tx: Tx,
  actor: MemberActor,
  id: string,
  data: Parameters<Tx["webhookEndpoint"]["updateMany"]>[0]["data"],
): Promise<WebhookView> {
  const { count } = await tx.webhookEndpoint.updateMany({ where: { id, memberId: actor.id }, data });
  if (count === 0) throw noSuchWebhook();
  return toWebhookView(await tx.webhookEndpoint.findUniqueOrThrow({ where: { id }, select: webhookColumns }));
}

export async function updateWebhook(actor: MemberActor, { id, ...data }: UpdateWebhook): Promise<WebhookView> {
  if (data.url) checkUrl(data.url);
  return transact((tx) => change(tx, actor, id, data));
}

/** Stops telling an endpoint, or goes on. What happens meanwhile it is not told. */
export const pauseWebhook = (actor: MemberActor, { id, paused }: PauseWebhook): Promise<WebhookView> =>
  transact((tx) =>
    change(
      tx,
      actor,
      id,
      paused
        ? { pausedAt: new Date(), pausedBecause: "member" }
        : { pausedAt: null, pausedBecause: null, failingSince: null },
    ),
  );

/** A new secret; the old one signs as well for the hours given. */
export const rotateSecret = (actor: MemberActor, { id, overlapHours }: RotateWebhook): Promise<NewWebhook> =>
  transact(async (tx) => {
    const old = await tx.webhookEndpoint.findUnique({ where: { id, memberId: actor.id }, select: { secret: true } });
    if (!old) throw noSuchWebhook();
    const secret = newSecret();
    const view = await change(tx, actor, id, {
      secret: sealSecret(secret),
      previousSecret: overlapHours > 0 ? old.secret : null,
      previousSecretUntil: overlapHours > 0 ? new Date(Date.now() + overlapHours * 60 * 60 * 1_000) : null,
    });
    return { secret, view };
  });

/** Deletes an endpoint with its log. Deleting twice is deleting once. */
export const removeWebhook = (actor: MemberActor, { id }: { id: string }): Promise<void> =>
  transact(async (tx) => {
    const { count } = await tx.webhookEndpoint.deleteMany({ where: { id, memberId: actor.id } });
    if (count === 0) throw noSuchWebhook();
  });

/** Sends a message that says no more than that it is a test, also to an endpoint that is paused; once. */
export async function testWebhook(actor: MemberActor, { id }: { id: string }): Promise<{ id: string }> {
  await consume(handSent, actor.id);
  return transact(async (tx) => {
    const endpoint = await tx.webhookEndpoint.findUnique({ where: { id, memberId: actor.id } });
    if (!endpoint) throw noSuchWebhook();
    const [delivery] = await deliverTo(tx, deliverWebhook, [endpoint], {
      occurrence: `webhook.test ${randomUUID()}`,
      body: {
        type: "webhook.test",
        timestamp: new Date().toISOString(),
        data: { endpoint: endpoint.name, url: `${env().appUrl}/settings/webhooks` },
      },
    });
    if (!delivery) throw new Error("no message was written");
    return { id: delivery };
  });
}

/** @throws AppError `conflict` while the message waits anyway, its endpoint is paused, or its story is withdrawn. */
export async function redeliver(actor: MemberActor, { id }: { id: string }): Promise<void> {
  await consume(handSent, actor.id);
  await transact(async (tx) => {
    const delivery = await tx.webhookDelivery.findUnique({
      where: { id, endpoint: { memberId: actor.id } },
      select: { state: true, endpoint: { select: { pausedAt: true } } },
    });
    if (!delivery) throw new AppError("not_found", "There is no such message to a webhook of yours.");
    if (delivery.state === "waiting") throw new AppError("conflict", "It is on its way already.");
    if (delivery.state === "withdrawn") throw new AppError("conflict", "Its story cannot be seen any more.");
    if (delivery.endpoint.pausedAt) throw new AppError("conflict", "This webhook is paused; let it go on first.");
    await sendAgain(tx, deliverWebhook, id, actor.id);
  });
}
