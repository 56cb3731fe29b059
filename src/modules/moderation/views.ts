import type { Prisma } from "@/generated/prisma/client";
import type { CaseItem, MeasureView, NoticeView } from "./schema";

/** From rows to what leaves the server. */

const author = { select: { id: true, handle: true, name: true, image: true } } satisfies Prisma.MemberDefaultArgs;

export const caseColumns = {
  id: true,
  kind: true,
  subjectId: true,
  title: true,
  excerpt: true,
  href: true,
  member: author,
  measure: { select: { appeal: true } },
  claimedBy: author,
  claimedUntil: true,
  decidedAt: true,
  decidedBy: true,
  outcome: true,
  openedAt: true,
  version: true,
  reports: { orderBy: { id: "asc" }, select: { reason: true, note: true, createdAt: true, reporter: author } },
} satisfies Prisma.ModerationCaseSelect;

export type CaseRow = Prisma.ModerationCaseGetPayload<{ select: typeof caseColumns }>;

export function toCaseItem(row: CaseRow): CaseItem {
  const { measure, reports, claimedBy, claimedUntil, decidedAt, decidedBy, outcome, openedAt, ...item } = row;
  const counts = new Map<CaseItem["reasons"][number]["reason"], number>();
  for (const { reason } of reports) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return {
    ...item,
    reasons: [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    appeal: measure?.appeal ?? null,
    claim: claimedBy && claimedUntil && !decidedAt ? { by: claimedBy, until: claimedUntil.toISOString() } : null,
    decided: decidedAt && { at: decidedAt.toISOString(), by: decidedBy ?? "", outcome: outcome ?? "" },
    openedAt: openedAt.toISOString(),
  };
}

export const measureColumns = {
  id: true,
  kind: true,
  title: true,
  reason: true,
  until: true,
  createdAt: true,
  liftedAt: true,
} satisfies Prisma.MeasureSelect;

type MeasureRow = Prisma.MeasureGetPayload<{ select: typeof measureColumns }>;

export const toMeasure = ({ createdAt, until, liftedAt, ...row }: MeasureRow): MeasureView => ({
  ...row,
  until: until?.toISOString() ?? null,
  at: createdAt.toISOString(),
  liftedAt: liftedAt?.toISOString() ?? null,
});

export const noticeColumns = {
  ...measureColumns,
  memberId: true,
  subjectKind: true,
  subjectId: true,
  appeal: true,
  answer: true,
} satisfies Prisma.MeasureSelect;

type NoticeRow = Prisma.MeasureGetPayload<{ select: typeof noticeColumns }>;

export const toNotice = ({
  memberId: _,
  subjectId: __,
  subjectKind,
  appeal,
  answer,
  ...row
}: NoticeRow): NoticeView => ({
  ...toMeasure(row),
  subjectKind,
  appeal,
  answer,
});
