"use client";

import { useEffect, useState } from "react";
import { type Answers, type Brief, brief, type WizardStep } from "../schema";

export type Field = keyof Brief;

const fieldsOf: Record<WizardStep, readonly Field[]> = {
  idea: ["idea"],
  voice: ["genre", "tone"],
  shape: ["length", "audience"],
  review: ["idea", "genre", "tone", "length", "audience"],
};

/** What is wrong with the answers of a step, by field; empty for none. */
export function problemsOf(answers: Answers, step: WizardStep): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  for (const field of fieldsOf[step]) {
    const parsed = brief.shape[field].safeParse(answers[field]);
    if (!parsed.success) found[field] = parsed.error.issues[0]?.message ?? "This does not fit";
  }
  return found;
}

/** Pause after the last key before something is found fault with, in milliseconds. */
const patienceMs = 400;

/** The problems of a step that are to be shown: of a field once it was left, or rested upon after a change. */
export function useProblems(answers: Answers, step: WizardStep) {
  const [asked, setAsked] = useState<ReadonlySet<Field>>(new Set());
  const [typed, setTyped] = useState<Field | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the answers begins the pause anew
  useEffect(() => {
    if (!typed) return;
    const timer = setTimeout(() => setAsked((before) => new Set([...before, typed])), patienceMs);
    return () => clearTimeout(timer);
  }, [typed, answers]);
  const problems = problemsOf(answers, step);
  const shown: Partial<Record<Field, string>> = {};
  for (const field of fieldsOf[step]) if (asked.has(field) && problems[field]) shown[field] = problems[field];
  return {
    shown,
    onTyped: setTyped,
    onLeft: (field: Field) => setAsked((before) => new Set([...before, field])),
    /** Shows all of the step. @returns the first field with a problem */
    showAll: (): Field | undefined => {
      setAsked((before) => new Set([...before, ...fieldsOf[step]]));
      return fieldsOf[step].find((field) => problems[field]);
    },
  };
}
