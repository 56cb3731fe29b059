"use client";

import { useId } from "react";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { type PollAudience, type PollVisibility, pollAudience, pollVisibility } from "../schema";

/** Who may know of a poll, answer it, and see its results. */
export interface PollRules {
  visibility: PollVisibility;
  resultsFor: PollAudience;
  guests: boolean;
}

const audienceNames: Record<PollAudience, string> = {
  everyone: "Everybody, all the time",
  answered: "Who has answered",
  organiser: "Only I, until it closes",
};
const visibilityNames: Record<PollVisibility, string> = {
  public: "Listed among the open polls",
  unlisted: "By its link alone",
};

export function RuleFields({ rules, onChange }: { rules: PollRules; onChange: (rules: PollRules) => void }) {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Who sees the results">
          {(control) => (
            <Select
              {...control}
              value={rules.resultsFor}
              onChange={({ target }) => onChange({ ...rules, resultsFor: pollAudience.parse(target.value) })}
            >
              {pollAudience.options.map((one) => (
                <option key={one} value={one}>
                  {audienceNames[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Who finds it">
          {(control) => (
            <Select
              {...control}
              value={rules.visibility}
              onChange={({ target }) => onChange({ ...rules, visibility: pollVisibility.parse(target.value) })}
            >
              {pollVisibility.options.map((one) => (
                <option key={one} value={one}>
                  {visibilityNames[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <CheckRow
        label="People without an account may answer"
        hint="By name, with a private link to change their answer."
        checked={rules.guests}
        onChange={(guests) => onChange({ ...rules, guests })}
      />
    </>
  );
}

interface CheckRowProps {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function CheckRow({ label, hint, checked, onChange }: CheckRowProps) {
  const id = useId();
  return (
    <div className="flex items-baseline gap-3">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4 translate-y-0.5"
      />
      <div>
        <label htmlFor={id} className="font-medium text-ui">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-muted text-sm">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
