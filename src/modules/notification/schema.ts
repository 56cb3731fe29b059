import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView } from "@/modules/member/schema";
import { visibility } from "@/modules/story/schema";
import { text } from "@/platform/text";
import { catalogue, channels, type NotificationType, notificationTypes } from "./catalogue";

const common = {
  id: z.string(),
  /** Id of what it is about. */
  subject: z.string(),
  /** Who did it, the latest first, at most three of them. */
  actors: z.array(authorView),
  /** How many different ones there are. */
  actorCount: z.number().int(),
  /** How often it happened since the notification began. */
  occurrences: z.number().int(),
  story: z.object({ slug: z.string(), title: z.string() }).nullable(),
  /** When it happened last. */
  at: z.iso.datetime({ precision: 3 }),
  read: z.boolean(),
};

const ofType = <Type extends NotificationType, Data extends z.ZodType>(type: Type, { data }: { data: Data }) =>
  z.object({ ...common, type: z.literal(type), data });

/** One notification, or the group that it became. */
export const notificationView = z.discriminatedUnion("type", [
  ofType("story.new", catalogue["story.new"]),
  ofType("chapter.new", catalogue["chapter.new"]),
  ofType("series.story", catalogue["series.story"]),
  ofType("comment.new", catalogue["comment.new"]),
  ofType("comment.reply", catalogue["comment.reply"]),
  ofType("mention", catalogue.mention),
  ofType("reaction.new", catalogue["reaction.new"]),
  ofType("follow.new", catalogue["follow.new"]),
  ofType("invitation", catalogue.invitation),
  ofType("job.finished", catalogue["job.finished"]),
  ofType("job.failed", catalogue["job.failed"]),
  ofType("discovery.completed", catalogue["discovery.completed"]),
  ofType("poll.closing", catalogue["poll.closing"]),
  ofType("poll.closed", catalogue["poll.closed"]),
  ofType("story.overdue", catalogue["story.overdue"]),
  ofType("moderation.notice", catalogue["moderation.notice"]),
  ofType("report.decided", catalogue["report.decided"]),
  ofType("webhook.paused", catalogue["webhook.paused"]),
  ofType("usage.alert", catalogue["usage.alert"]),
  ofType("notice.system", catalogue["notice.system"]),
]);
export type NotificationView = z.infer<typeof notificationView>;

/** Unread notifications, counted up to here: a badge that says "99+" needs no more. */
export const unreadLimit = 100;
export const unread = z.number().int().min(0).max(unreadLimit);

export const notificationType = z.enum(notificationTypes);

export const listInput = z.object({
  filter: z.enum(["all", "unread"]).default("all"),
  type: notificationType.optional(),
  limit: z.number().int().min(1).max(50).default(20),
  cursor: text().max(200).nullish(),
});
export type ListInput = z.infer<typeof listInput>;

export const notificationPage = z.object({
  items: z.array(notificationView),
  /** Hand it back as `cursor` for the next page; null at the end. */
  nextCursor: z.string().nullable(),
  unread,
  /** When it was read, by the clock that `at` is of: what `markAllRead` names who has seen this number. */
  asOf: z.iso.datetime({ precision: 3 }),
  /** Position of the log at which the page was read; subscribe from it. */
  live: z.string(),
});
export type NotificationPage = z.infer<typeof notificationPage>;

export const unreadCount = z.object({ unread, live: z.string() });
export type UnreadCount = z.infer<typeof unreadCount>;

/** Notifications that one call names. */
export const mostAtOnce = 200;

export const markReadInput = z.object({ ids: z.array(text().max(64)).min(1).max(mostAtOnce) });

/** Up to and including this moment: what arrives while one clicks stays unread. */
export const markAllReadInput = z.object({ before: z.iso.datetime() });

export const readOutcome = z.object({ unread });
export type ReadOutcome = z.infer<typeof readOutcome>;

export const reachInput = z.object({ storyId: z.uuid(), visibility });
export type ReachInput = z.infer<typeof reachInput>;

export const reachView = z.object({
  /** Members who will be told. */
  members: z.number().int(),
  /** Those of them who want it in an e-mail. */
  mail: z.number().int(),
});
export type ReachView = z.infer<typeof reachView>;

export const channel = z.enum(channels);

const choices = z.object({ bell: z.boolean(), toast: z.boolean(), mail: z.boolean() });

export const digestFrequency = z.enum(["off", "hourly", "daily", "weekly"]);
export type DigestFrequency = z.infer<typeof digestFrequency>;

const timeZone = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, "The name of a time zone, such as Europe/Lisbon");

export const preferencesView = z.object({
  types: z.record(notificationType, choices),
  digest: digestFrequency,
  /** IANA name; null until a digest was asked for. */
  timeZone: z.string().nullable(),
  /** Where digests go; null where this installation sends no mail. */
  address: z.string().nullable(),
});
export type PreferencesView = z.infer<typeof preferencesView>;

export const setPreferencesInput = z.object({
  changes: z
    .array(z.object({ type: notificationType, channel, enabled: z.boolean() }))
    .max(200)
    .default([]),
  digest: z.object({ frequency: digestFrequency, timeZone }).optional(),
});
export type SetPreferences = z.infer<typeof setPreferencesInput>;

export const stopDigestsInput = z.object({ key: text().max(100) });

export const markSeenInput = z.object({
  /** Those that were shown. */
  ids: z.array(text().max(64)).min(1).max(mostAtOnce),
  /** The `at` of the latest of them: one that has grown since has not been seen as it is now. */
  before: z.iso.datetime(),
});
export type MarkSeen = z.infer<typeof markSeenInput>;

export const onNewInput = z.object(resumable);
