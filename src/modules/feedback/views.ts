import type { Prisma } from "@/generated/prisma/client";
import type { FeedbackItem, FeedbackKind } from "./schema";

export const feedbackColumns = {
  id: true,
  kind: true,
  text: true,
  page: true,
  email: true,
  userAgent: true,
  appVersion: true,
  version: true,
  createdAt: true,
  doneAt: true,
  doneBy: true,
  member: { select: { id: true, handle: true, name: true, image: true } },
} as const satisfies Prisma.FeedbackSelect;

type FeedbackRow = Prisma.FeedbackGetPayload<{ select: typeof feedbackColumns }>;

export const toFeedback = ({ member, createdAt, doneAt, doneBy, ...row }: FeedbackRow): FeedbackItem => ({
  ...row,
  from: member,
  sentAt: createdAt.toISOString(),
  done: doneAt && { at: doneAt.toISOString(), by: doneBy ?? "" },
});

/** What the audit log calls it, which forgets nothing: no word of what somebody wrote. */
export const feedbackName = ({ kind, createdAt }: { kind: FeedbackKind; createdAt: Date }): string =>
  `${kind} of ${createdAt.toISOString().slice(0, 10)}`;
