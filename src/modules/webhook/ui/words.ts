import type { DeliveryView, WebhookEventType, WebhookStories, WebhookView } from "../schema";

export const eventWords: Record<WebhookEventType, string> = {
  "story.published": "A story is published",
  "job.succeeded": "A job of mine is done",
  "job.failed": "A job of mine has failed",
  "job.cancelled": "A job of mine was cancelled",
};

export const storiesWords: Record<WebhookStories, string> = {
  all: "All that I may read in the community",
  followed: "Those whose authors or tags I follow",
  mine: "My own alone",
};

/** The same, after "A story is published". */
export const amongWords: Record<WebhookStories, string> = {
  all: "of all that I may read",
  followed: "with an author or a tag that I follow",
  mine: "of my own alone",
};

const pauseWords: Record<NonNullable<WebhookView["paused"]>["because"], string> = {
  member: "Paused",
  failing: "Paused: nothing got through for three days",
  gone: "Paused: its receiver says that it is gone",
  secret: "Paused: its secret was lost here. Change it, then go on",
};

export const stateOf = ({ paused, failingSince }: WebhookView): string => {
  if (paused) return pauseWords[paused.because];
  return failingSince ? "Failing; each message is tried again" : "Active";
};

export const deliveryWords: Record<DeliveryView["state"], string> = {
  waiting: "Waiting",
  delivered: "Delivered",
  failed: "Failed",
  withdrawn: "Not sent: the story was withdrawn",
  skipped: "Not sent: paused",
};
