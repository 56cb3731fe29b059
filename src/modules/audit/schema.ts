import { z } from "zod";

/** What moderators and administrators do: as the middle of a sentence. */
export const auditWords = {
  "report.dismissed": "found nothing wrong with",
  "content.hidden": "hid",
  "content.restored": "showed again",
  "member.warned": "warned about",
  "warning.withdrawn": "took back the warning about",
  "member.banned": "suspended",
  "member.unbanned": "lifted the suspension of",
  "appeal.answered": "answered the appeal about",
  "role.changed": "changed the role of",
  "comment.removed": "removed",
  "poll.removed": "removed",
  "stream.disconnected": "disconnected",
  "bulletin.posted": "posted",
  "bulletin.taken-down": "took down",
  "feedback.resolved": "marked as done",
  "feedback.reopened": "opened again",
} as const;

export type AuditAction = keyof typeof auditWords;
const auditActions = Object.keys(auditWords) as [AuditAction, ...AuditAction[]];
export const auditAction = z.enum(auditActions);

/** The same in filters. */
export const auditNames: Record<AuditAction, string> = {
  "report.dismissed": "Report dismissed",
  "content.hidden": "Content hidden",
  "content.restored": "Content shown again",
  "member.warned": "Warning",
  "warning.withdrawn": "Warning taken back",
  "member.banned": "Suspension",
  "member.unbanned": "Suspension lifted",
  "appeal.answered": "Appeal answered",
  "role.changed": "Role changed",
  "comment.removed": "Comment removed",
  "poll.removed": "Poll removed",
  "stream.disconnected": "Disconnected",
  "bulletin.posted": "Notice posted",
  "bulletin.taken-down": "Notice taken down",
  "feedback.resolved": "Feedback done",
  "feedback.reopened": "Feedback opened again",
};

export const auditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** As it was then; the member may have another one now, or have left. */
  actorHandle: z.string(),
  action: auditAction,
  subjectKind: z.string(),
  subjectId: z.string(),
  /** What it was called then. */
  subject: z.string(),
  details: z.record(z.string(), z.string().nullable()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAuditInput = z.object({
  action: auditAction.optional(),
  /** Handle of who acted. */
  by: z.string().trim().toLowerCase().max(60).optional(),
  /** Id of what was acted upon. */
  subjectId: z.string().max(64).optional(),
  limit: z.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).nullish(),
});
export type ListAudit = z.infer<typeof listAuditInput>;

export const auditPage = z.object({
  /** The latest first. */
  items: z.array(auditEntry),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPage>;
