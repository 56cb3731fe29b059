"use client";

import { clsx } from "clsx";
import { useId } from "react";

interface Choice {
  name: string;
  hint?: string;
}

/** In the order in which they are shown; what is left out cannot be chosen. */
export type Choices<Value extends string> = Readonly<Partial<Record<Value, Choice>>>;

export interface ChoiceGroupProps<Value extends string> {
  legend: string;
  choices: Choices<Value>;
  value: Value | null;
  onChange: (value: Value) => void;
  error?: string | undefined;
  /** Side by side where there is room, or one below the other. */
  columns?: 1 | 2 | 3;
}

/** One of a few, all in sight: radio buttons that look like cards. */
export function ChoiceGroup<Value extends string>({
  legend,
  choices,
  value,
  onChange,
  error,
  columns = 2,
}: ChoiceGroupProps<Value>) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-medium text-ui">{legend}</legend>
      <div className={clsx("mt-2 grid gap-2", columns === 2 && "sm:grid-cols-2", columns === 3 && "sm:grid-cols-3")}>
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
              className="translate-y-0.5 outline-none"
            />
            <span className="wrap-anywhere min-w-0">
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

const entriesOf = <Value extends string>(choices: Choices<Value>) => Object.entries(choices) as [Value, Choice][];
