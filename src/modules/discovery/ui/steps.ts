import { type Tastes, tastes } from "../schema";

export const steps = ["genres", "tags", "words"] as const;
export type Step = (typeof steps)[number];

export const stepNames: Record<Step, string> = {
  genres: "What kind of stories?",
  tags: "What about?",
  words: "And in your own words?",
};

const nothing = tastes.parse({});

const fields: Record<Step, (keyof Tastes)[]> = {
  genres: ["genres"],
  tags: ["tags"],
  words: ["words", "length"],
};

/** The tastes as if a step had been passed over. */
export const without = (step: Step, known: Tastes): Tastes => ({
  ...known,
  ...Object.fromEntries(fields[step].map((field) => [field, nothing[field]])),
});

/** Whether a step says nothing. */
export const isEmpty = (step: Step, known: Tastes): boolean =>
  JSON.stringify(without(step, known)) === JSON.stringify(known);
