import { z } from "zod";
import { jobSummary } from "@/modules/job/schema";
import { storyCard } from "@/modules/story/schema";
import { text } from "@/platform/text";

export const webhookEvents = ["story.published", "job.succeeded", "job.failed", "job.cancelled"] as const;
/** What an endpoint can be told of. */
export const webhookEvent = z.enum(webhookEvents);
export type WebhookEventType = z.infer<typeof webhookEvent>;

const head = {
  /** When it happened. */
  timestamp: z.iso.datetime(),
};

const ofJob = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), ...head, data: z.object({ job: jobSummary, url: z.string() }) });

/** The body of a webhook. `url` is where a person finds it. */
export const webhookBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("story.published"), ...head, data: z.object({ story: storyCard, url: z.string() }) }),
  ofJob("job.succeeded"),
  ofJob("job.failed"),
  ofJob("job.cancelled"),
  /** Sent by hand, to try an endpoint. */
  z.object({ type: z.literal("webhook.test"), ...head, data: z.object({ endpoint: z.string(), url: z.string() }) }),
]);
export type WebhookBody = z.infer<typeof webhookBody>;

/** Of whose stories an endpoint is told: of all that its owner can meet, of those its owner follows, of the owner's own. */
export const webhookStories = z.enum(["all", "followed", "mine"]);
export type WebhookStories = z.infer<typeof webhookStories>;

export const webhookView = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(webhookEvent),
  stories: webhookStories,
  /** Null while it is told. */
  paused: z
    .object({
      at: z.iso.datetime(),
      /** By its owner; because it failed for days; because it answered 410, "gone"; because its secret was lost. */
      because: z.enum(["member", "failing", "gone", "secret"]),
    })
    .nullable(),
  /** Since when every attempt has failed; null after one that did not. */
  failingSince: z.iso.datetime().nullable(),
  /** Until when the secret before the last change signs as well. */
  previousSecretUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type WebhookView = z.infer<typeof webhookView>;

/** An endpoint with a new secret. This is the only time that it is shown. */
export const newWebhook = z.object({ secret: z.string(), view: webhookView });
export type NewWebhook = z.infer<typeof newWebhook>;

const url = z
  .string()
  .trim()
  .max(2_000, "At most 2000 characters")
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), "Enter an address with https://")
  .refine((value) => {
    if (!URL.canParse(value)) return true;
    const { username, password } = new URL(value);
    return !username && !password;
  }, "Leave the name and password out of it: the signature says who sends");

const settings = {
  name: text().trim().min(1, "An endpoint needs a name").max(60, "At most 60 characters"),
  url,
  events: z
    .array(webhookEvent)
    .min(1, "Choose at least one event")
    .max(50)
    .transform((events) => [...new Set(events)]),
  stories: webhookStories,
};

export const createWebhookInput = z.object({ ...settings, stories: webhookStories.default("all") });
export type CreateWebhook = z.infer<typeof createWebhookInput>;

const id = z.uuid("An endpoint's id is a UUID");
export const webhookIdInput = z.object({ id });
export const updateWebhookInput = z.object({ id, ...z.object(settings).partial().shape });
export type UpdateWebhook = z.infer<typeof updateWebhookInput>;
export const pauseWebhookInput = z.object({ id, paused: z.boolean() });
export type PauseWebhook = z.infer<typeof pauseWebhookInput>;
export const rotateWebhookInput = z.object({
  id,
  /** Hours that the old secret signs as well, so that services can change over without a gap; 0 ends it at once. */
  overlapHours: z.number().int().min(0).max(168).default(24),
});
export type RotateWebhook = z.infer<typeof rotateWebhookInput>;

export const deliveryState = z.enum(["waiting", "delivered", "failed", "withdrawn", "skipped"]);

export const deliveryView = z.object({
  /** The `webhook-id` of every attempt. */
  id: z.string(),
  type: z.string(),
  createdAt: z.iso.datetime(),
  /**
   * failed: given up. withdrawn: its story could not be seen any more when it was to be sent. skipped: the endpoint was
   * paused when it was to be sent.
   */
  state: deliveryState,
  nextAttemptAt: z.iso.datetime().nullable(),
  /** JSON as it is sent; empty where it is not to be sent any more. */
  body: z.string(),
  /** The latest first. */
  attempts: z.array(
    z.object({
      number: z.number().int(),
      at: z.iso.datetime(),
      /** What the receiver answered; null where it did not. */
      status: z.number().int().nullable(),
      /** Why it did not. */
      error: z.string().nullable(),
      ms: z.number().int(),
    }),
  ),
});
export type DeliveryView = z.infer<typeof deliveryView>;

export const deliveriesInput = z.object({
  id,
  cursor: text().max(200).nullish(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type DeliveriesInput = z.infer<typeof deliveriesInput>;
export const deliveryPage = z.object({ items: z.array(deliveryView), nextCursor: z.string().nullable() });
export type DeliveryPage = z.infer<typeof deliveryPage>;

export const deliveryIdInput = z.object({ id: z.uuid("A delivery's id is a UUID") });

/** Endpoints of one member. */
export const mostWebhooks = 10;
