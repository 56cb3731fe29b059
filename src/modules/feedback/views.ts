import type { Prisma } from "@/generated/prisma/client";
import type { FeedbackItem } from "./schema";

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
