"use client";

import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import { describeZone, wallTimeAt } from "../zones";

interface DeadlineFieldProps {
  /** As a clock in `zone` shows it, "2026-12-01T19:30"; empty for none. */
  value: string;
  zone: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

const dayMs = 24 * 60 * 60_000;
const presets: readonly { label: string; days: number }[] = [
  { label: "In a day", days: 1 },
  { label: "In three days", days: 3 },
  { label: "In a week", days: 7 },
];

export function localOf(instant: number | string, zone: string): string {
  const { day, time } = wallTimeAt(instant, zone);
  return `${day}T${time}`;
}

/** When a poll closes by itself. */
export function DeadlineField({ value, zone, error, onChange }: DeadlineFieldProps) {
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Closes by itself"
        hint={`Leave it empty to close it yourself. By clocks in ${describeZone(zone, Date.now())}.`}
        error={error}
        className="max-w-sm"
      >
        {(control) => (
          <TextInput
            {...control}
            type="datetime-local"
            value={value}
            suppressHydrationWarning
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        {presets.map(({ label, days }) => (
          <Button key={label} size="sm" onClick={() => onChange(localOf(Date.now() + days * dayMs, zone))}>
            {label}
          </Button>
        ))}
        {value && (
          <Button size="sm" variant="quiet" onClick={() => onChange("")}>
            No deadline
          </Button>
        )}
      </div>
    </div>
  );
}
