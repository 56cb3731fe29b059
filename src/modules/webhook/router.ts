import { z } from "zod";
import { person, router } from "@/trpc/init";
import {
  createWebhook,
  pauseWebhook,
  redeliver,
  removeWebhook,
  rotateSecret,
  testWebhook,
  updateWebhook,
} from "./commands";
import { listDeliveries, listWebhooks } from "./queries";
import {
  createWebhookInput,
  deliveriesInput,
  deliveryIdInput,
  deliveryPage,
  newWebhook,
  pauseWebhookInput,
  rotateWebhookInput,
  updateWebhookInput,
  webhookIdInput,
  webhookView,
} from "./schema";

/** For people alone: a key that leaked must not open a way out that lasts longer than itself. */
export const webhookRouter = router({
  list: person.output(z.array(webhookView)).query(({ ctx }) => listWebhooks(ctx.actor)),
  deliveries: person
    .input(deliveriesInput)
    .output(deliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx.actor, input)),
  create: person
    .input(createWebhookInput)
    .output(newWebhook)
    .mutation(({ ctx, input }) => createWebhook(ctx.actor, input)),
  update: person
    .input(updateWebhookInput)
    .output(webhookView)
    .mutation(({ ctx, input }) => updateWebhook(ctx.actor, input)),
  pause: person
    .input(pauseWebhookInput)
    .output(webhookView)
    .mutation(({ ctx, input }) => pauseWebhook(ctx.actor, input)),
  rotate: person
    .input(rotateWebhookInput)
    .output(newWebhook)
    .mutation(({ ctx, input }) => rotateSecret(ctx.actor, input)),
  remove: person
    .input(webhookIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeWebhook(ctx.actor, input)),
  test: person
    .input(webhookIdInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => testWebhook(ctx.actor, input)),
  redeliver: person
    .input(deliveryIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => redeliver(ctx.actor, input)),
});
