"use client";

import { clsx } from "clsx";
import { useId } from "react";

export interface ChoiceGroupProps<Value extends string> {
  legend: string;
  choices: Readonly<Record<Value, { name: string; hint?: string }>>;
  value: Value | null;
  onChange: (value: Value) => void;
  error?: string | undefined;
}

/** One of a few, all in sight: radio buttons that look like cards. */
export function ChoiceGroup<Value extends string>({
  legend,
  choices,
  value,
  onChange,
  error,
}: ChoiceGroupProps<Value>) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-medium text-ui">{legend}</legend>
      <div className="mt-2 grid gap-2 sm:grid-cols-2">
        {entriesOf(choices).map(([key, { name, hint }]) => (
          <label
            key={key}
            className={clsx(
              "flex cursor-pointer items-baseline gap-3 rounded-sm border px-3 py-2.5 transition-colors duration-150",
              "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
              value === key ? "border-ink bg-paper-raised" : "border-rule hover:border-rule-strong",
            )}
          >
            <input
              type="radio"
              name={id}
              value={key}
              checked={value === key}
              onChange={() => onChange(key)}
              aria-invalid={error ? true : undefined}
              className="translate-y-0.5 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="font-medium text-ui">{name}</span>
              {hint && <span className="block text-ink-muted text-sm">{hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <div id={`${id}-error`} aria-live="polite" className="mt-1.5 text-danger text-sm empty:mt-0">
        {error}
      </div>
    </fieldset>
  );
}

const entriesOf = <Value extends string, Choice>(choices: Readonly<Record<Value, Choice>>) =>
  Object.entries(choices) as [Value, Choice][];
