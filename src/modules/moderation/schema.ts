import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView, role } from "@/modules/member/schema";
import { text } from "@/platform/text";

export const reportedKind = z.enum(["story", "chapter", "comment", "member", "series", "list", "poll"]);
export type ReportedKind = z.infer<typeof reportedKind>;

export const reportReason = z.enum([
  "spam",
  "harassment",
  "hate",
  "sexual",
  "violence",
  "plagiarism",
  "rating",
  "other",
]);
export type ReportReason = z.infer<typeof reportReason>;

/** What can be done about what is reported. `hide` is for what somebody wrote, the others concern the member. */
export const decision = z.enum(["dismiss", "hide", "warn", "ban"]);
export type Decision = z.infer<typeof decision>;

/** What can be answered to a reply: it stays as it is, or it is lifted. */
export const verdict = z.enum(["uphold", "lift"]);

export const measureKind = z.enum(["hide", "warn", "ban"]);
export type MeasureKind = z.infer<typeof measureKind>;

/** For so long a case that was taken is nobody else's, in milliseconds; taking it again prolongs it. */
export const claimMs = 10 * 60_000;

const note = text().trim().max(2_000, "At most 2,000 characters");
const said = note.min(1, "Say why: the member reads it");
const caseId = z.uuid();

export const reportInput = z.object({
  kind: reportedKind,
  id: z.string().min(1).max(64),
  reason: reportReason,
  note: note.default(""),
});
export type ReportInput = z.infer<typeof reportInput>;

export const reportReceipt = z.object({
  at: z.iso.datetime(),
  /** It had been reported by the same member before, and is being looked at. */
  already: z.boolean(),
});
export type ReportReceipt = z.infer<typeof reportReceipt>;

/** A case as the queue shows it. */
export const caseItem = z.object({
  id: z.string(),
  kind: reportedKind,
  subjectId: z.string(),
  title: z.string(),
  excerpt: z.string(),
  /** Path of where it stands. */
  href: z.string(),
  /** Whose it is; null for one who has left. */
  member: authorView.nullable(),
  reasons: z.array(z.object({ reason: reportReason, count: z.number().int() })),
  /** Set for a reply to a measure: what the member wrote. */
  appeal: z.string().nullable(),
  claim: z.object({ by: authorView, until: z.iso.datetime() }).nullable(),
  /** Null while it is open. */
  decided: z.object({ at: z.iso.datetime(), by: z.string(), outcome: z.string() }).nullable(),
  openedAt: z.iso.datetime(),
  /** Grows with every change. */
  version: z.number().int(),
});
export type CaseItem = z.infer<typeof caseItem>;

export const queueInput = z.object({
  state: z.enum(["open", "decided"]).default("open"),
  cursor: z.string().max(200).nullish(),
  limit: z.number().int().min(1).max(100).default(30),
});
export type QueueInput = z.infer<typeof queueInput>;

export const queuePage = z.object({
  /** The open ones that wait longest first; of the decided ones the latest first. */
  items: z.array(caseItem),
  nextCursor: z.string().nullable(),
  open: z.number().int(),
  live: z.string(),
});
export type QueuePage = z.infer<typeof queuePage>;

/** A measure as moderators see it. */
export const measureView = z.object({
  id: z.string(),
  kind: measureKind,
  title: z.string(),
  reason: z.string(),
  until: z.iso.datetime().nullable(),
  at: z.iso.datetime(),
  liftedAt: z.iso.datetime().nullable(),
});
export type MeasureView = z.infer<typeof measureView>;

export const caseView = z.object({
  item: caseItem,
  reports: z.array(
    z.object({ by: authorView.nullable(), reason: reportReason, note: z.string(), at: z.iso.datetime() }),
  ),
  /** The measure that is replied to. */
  measure: measureView.nullable(),
  /** What was done about the same member before, the latest first. */
  history: z.array(measureView),
  /** Who may decide: who asks, administrators alone, or nobody as long as there is no administrator but the one whom it concerns. */
  decider: z.enum(["you", "administrators", "nobody"]),
  live: z.string(),
});
export type CaseView = z.infer<typeof caseView>;

export const caseIdInput = z.object({ id: caseId });

export const decideInput = z
  .object({
    id: caseId,
    decision,
    /** Told to the member, but for `dismiss`. */
    reason: note.default(""),
    /** With `warn` and `ban`: hide what is reported as well. */
    hide: z.boolean().default(false),
    /** With `ban`: hide all that the member has published. */
    hideStories: z.boolean().default(false),
    /** With `ban`: when it ends; null for never. */
    until: z.iso.datetime().nullish(),
  })
  .refine(({ decision, reason }) => decision === "dismiss" || reason.length > 0, {
    path: ["reason"],
    message: "Say why: the member reads it",
  });
export type Decide = z.infer<typeof decideInput>;

export const answerInput = z.object({ id: caseId, verdict, answer: said });
export type Answer = z.infer<typeof answerInput>;

export const liftInput = z.object({ measureId: z.uuid(), reason: said });
export type Lift = z.infer<typeof liftInput>;

/** Members whose handle or name begins with `q`, all without it: those with a role first, then the newest. */
export const findMembersInput = z.object({
  q: z.string().trim().max(60).default(""),
  limit: z.number().int().min(1).max(100).default(30),
});
export type FindMembers = z.infer<typeof findMembersInput>;

export const memberEntry = authorView.extend({ role, joinedAt: z.iso.datetime(), suspended: z.boolean() });
export type MemberEntry = z.infer<typeof memberEntry>;

export const setRoleInput = z.object({ handle: z.string().trim().toLowerCase().max(60), role });
export type SetRole = z.infer<typeof setRoleInput>;

/** What moderators did, as the member sees it whom it concerns. */
export const noticeView = z.object({
  id: z.string(),
  kind: measureKind,
  subjectKind: reportedKind,
  title: z.string(),
  reason: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  liftedAt: z.iso.datetime().nullable(),
  appeal: z.string().nullable(),
  answer: z.string().nullable(),
});
export type NoticeView = z.infer<typeof noticeView>;

/** By its id for the member when signed in, by its key for whoever has it. */
export const noticeInput = z.object({ id: z.string().max(64) });

export const appealInput = noticeInput.extend({ text: note.min(1, "Write something first") });
export type Appeal = z.infer<typeof appealInput>;

export const onQueueInput = z.object(resumable);
