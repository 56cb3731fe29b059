import type { FeedbackKind } from "../schema";

export const kindWords: Record<FeedbackKind, { name: string; hint: string }> = {
  problem: { name: "A problem", hint: "Something does not work as it should" },
  idea: { name: "An idea", hint: "Something is missing, or could be better" },
  other: { name: "Something else", hint: "Praise, a question, a worry" },
};
