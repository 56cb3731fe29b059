"use client";

import { clsx } from "clsx";
import { useId } from "react";
import type { Mark, PollView } from "../schema";

interface ChoiceFieldsProps {
  poll: PollView;
  marks: ReadonlyMap<number, Mark>;
  error: string | undefined;
  onChoose: (marks: ReadonlyMap<number, Mark>) => void;
}

/** The options of a choice: one, or as many as one likes. */
export function ChoiceFields({ poll: { options, multiple, question }, marks, error, onChoose }: ChoiceFieldsProps) {
  const id = useId();
  const choose = (number: number, chosen: boolean) => {
    const next = new Map(multiple ? marks : []);
    if (chosen) next.set(number, "yes");
    else next.delete(number);
    onChoose(next);
  };
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="sr-only">{question}</legend>
      <p className="mb-2 text-ink-muted text-sm">{multiple ? "Choose as many as you like." : "Choose one."}</p>
      <div className="flex flex-col gap-2">
        {options.map(({ number, text }) => {
          const chosen = marks.get(number) === "yes";
          return (
            <label
              key={number}
              className={clsx(
                "flex min-h-11 cursor-pointer items-baseline gap-3 rounded-sm border px-4 py-2.5 transition-colors duration-150",
                "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
                chosen ? "border-ink bg-paper-raised" : "border-rule hover:border-rule-strong",
              )}
            >
              <input
                type={multiple ? "checkbox" : "radio"}
                name={id}
                checked={chosen}
                onChange={({ target }) => choose(number, target.checked)}
                className="translate-y-0.5 outline-none"
              />
              <span className="wrap-anywhere min-w-0">{text}</span>
            </label>
          );
        })}
      </div>
      <div id={`${id}-error`} aria-live="polite" className="mt-1.5 text-danger text-sm empty:mt-0">
        {error}
      </div>
    </fieldset>
  );
}
