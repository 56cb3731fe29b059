import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView } from "@/modules/member/schema";
import { ownPath, withoutKey } from "@/platform/page-path";
import { text } from "@/platform/text";

export const feedbackKind = z.enum(["problem", "idea", "other"], "Choose what it is");
export type FeedbackKind = z.infer<typeof feedbackKind>;

/** In characters, without the space around it. */
export const feedbackLength = { shortest: 10, longest: 5_000 };

export const feedbackPage = text()
  .max(300)
  .refine((value) => ownPath(value) !== null, "A path of this site, such as /community")
  .overwrite(withoutKey);

export const sendFeedbackInput = z.object({
  /** Made by whoever sends it. The same one sent again adds nothing. */
  id: z.uuid(),
  kind: feedbackKind,
  text: text()
    .trim()
    .min(feedbackLength.shortest, `At least ${feedbackLength.shortest} characters`)
    .max(feedbackLength.longest, `At most ${feedbackLength.longest.toLocaleString("en")} characters`),
  /** Path of the page that it is about. */
  page: feedbackPage.nullish(),
  /** Where a guest wants to be answered; of members it is not kept. */
  email: z.email("An address such as ana@example.org").max(254).nullish(),
});
export type SendFeedback = z.infer<typeof sendFeedbackInput>;

export const feedbackReceipt = z.object({ id: z.string(), sentAt: z.iso.datetime() });
export type FeedbackReceipt = z.infer<typeof feedbackReceipt>;

/** Null while it is open. */
const done = z.object({ at: z.iso.datetime(), by: z.string() }).nullable();

/** As those who look after the site see it. */
export const feedbackItem = z.object({
  id: z.string(),
  kind: feedbackKind,
  text: z.string(),
  page: z.string().nullable(),
  /** Null for a guest, and for one who has left. */
  from: authorView.nullable(),
  email: z.string().nullable(),
  /** What the browser called itself, at most 200 characters of it. */
  userAgent: z.string(),
  /** Of Inkwire, when it was sent. */
  appVersion: z.string(),
  sentAt: z.iso.datetime(),
  done,
  /** Grows with every change. */
  version: z.number().int(),
});
export type FeedbackItem = z.infer<typeof feedbackItem>;

/** What is told live: not what was written, which the log need not hold as well. */
export const feedbackState = feedbackItem.pick({ id: true, done: true, version: true });
export type FeedbackState = z.infer<typeof feedbackState>;

export const listFeedbackInput = z.object({
  state: z.enum(["open", "done"]).default("open"),
  cursor: z.string().max(200).nullish(),
  limit: z.number().int().min(1).max(100).default(30),
});
export type ListFeedback = z.infer<typeof listFeedbackInput>;

export const feedbackList = z.object({
  /** The newest first. */
  items: z.array(feedbackItem),
  nextCursor: z.string().nullable(),
  /** Position of the log at which it was read; subscribe from it. */
  live: z.string(),
});
export type FeedbackList = z.infer<typeof feedbackList>;

export const feedbackIdInput = z.object({ id: z.uuid() });
export const onFeedbackInput = z.object(resumable);
