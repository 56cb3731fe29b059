import { z } from "zod";
import { durable } from "@/live/catalogue";
import type { Viewer } from "@/live/viewer";
import { notificationView, unread } from "./schema";

/**
 * `member:{id}:notifications` carries all that changes a member's notifications, in any tab and on any device. Each event
 * says how many are unread after it; a badge shows the last number it was told and never counts by itself.
 */
const own = {
  topic: ({ memberId }: { memberId: string }) => `member:${memberId}:notifications`,
  visibleTo: (viewer: Viewer, { memberId }: { memberId: string }) => viewer.memberId === memberId,
};

/** A notification began, or further ones joined it. */
export const notificationArrived = durable({
  ...own,
  name: "notification.arrived",
  payload: z.object({
    change: z.literal("arrived"),
    memberId: z.string(),
    notification: notificationView,
    /** Whether it began; false where it grew. */
    began: z.boolean(),
    /** Whether the member wants to be told at once. */
    toast: z.boolean(),
    unread,
  }),
  subject: ({ notification }) => notification.id,
});

/** Notifications were read: those named, or all that had happened by `before`. */
export const notificationsRead = durable({
  ...own,
  name: "notification.read",
  payload: z.object({
    change: z.literal("read"),
    memberId: z.string(),
    ids: z.array(z.string()),
    before: z.iso.datetime().nullable(),
    unread,
  }),
});

/** A notification was taken back, since what it is about may not be seen any more. */
export const notificationRecalled = durable({
  ...own,
  name: "notification.recalled",
  payload: z.object({ change: z.literal("recalled"), memberId: z.string(), id: z.string(), unread }),
  subject: ({ id }) => id,
  retracts: true,
});
