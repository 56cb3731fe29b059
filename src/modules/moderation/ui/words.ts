import type { CaseItem, MeasureKind, ReportedKind, ReportReason } from "../schema";

export const reasonWords: Record<ReportReason, { name: string; hint?: string }> = {
  spam: { name: "Spam", hint: "Advertising, or the same again and again" },
  harassment: { name: "Harassment", hint: "Somebody is attacked or exposed" },
  hate: { name: "Hate", hint: "Against people for what they are" },
  sexual: { name: "Sexual content", hint: "Forced, or with minors" },
  violence: { name: "Violence", hint: "Threats, or a call to it" },
  plagiarism: { name: "Not their own", hint: "Somebody else’s text or picture" },
  rating: { name: "Wrong rating", hint: "Warnings are missing" },
  other: { name: "Something else" },
};

export const kindWords: Record<ReportedKind, string> = {
  story: "story",
  chapter: "chapter",
  comment: "comment",
  member: "member",
  series: "series",
  list: "reading list",
  poll: "poll",
};

const outcomes: Record<string, string> = {
  dismiss: "may stay",
  hide: "hidden",
  warn: "warned",
  ban: "suspended",
  uphold: "stays as it was",
  lift: "taken back",
};

export const outcomeOf = ({ decided }: CaseItem): string =>
  decided ? (outcomes[decided.outcome] ?? "decided") : "open";

export const measureWords: Record<MeasureKind, string> = { hide: "Hidden", warn: "Warned", ban: "Suspended" };
