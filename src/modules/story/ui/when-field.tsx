"use client";

import { addDays, format, formatDistanceStrict, set } from "date-fns";
import { Field } from "@/components/field";
import { LocalTime } from "@/components/local-time";
import { TextInput } from "@/components/text-input";
import { scheduledTime } from "../schema";

const asTyped = "yyyy-MM-dd'T'HH:mm";

/** An instant as the field has it: on this device's clock, without its zone. */
export const toTyped = (instant: string | Date): string => format(new Date(instant), asTyped);

/** Tomorrow at six in the evening, when people read. */
export const suggestedTime = (): string =>
  toTyped(set(addDays(new Date(), 1), { hours: 18, minutes: 0, seconds: 0, milliseconds: 0 }));

/** What was typed as an instant, or what is wrong with it. */
export function readTime(typed: string): { at: string } | { error: string } {
  const date = new Date(typed);
  if (!typed || Number.isNaN(date.getTime())) return { error: "Choose a day and a time" };
  const at = scheduledTime.safeParse(date.toISOString());
  return at.success ? { at: at.data } : { error: at.error.issues[0]?.message ?? "This time does not fit" };
}

/** A day and a time on the writer's own clock; says which zone that is, and how far off. */
export function WhenField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const read = readTime(value);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Field
      label="Day and time"
      hint={`In your time zone, ${zone.replaceAll("_", " ")}.`}
      error={"error" in read ? read.error : undefined}
    >
      {(control) => (
        <>
          <TextInput
            {...control}
            type="datetime-local"
            value={value}
            min={toTyped(new Date())}
            onChange={({ target }) => onChange(target.value)}
            className="sm:max-w-64"
          />
          {"at" in read && (
            <p className="text-ink-muted text-sm" data-testid="scheduled-time">
              Goes up on <LocalTime dateTime={read.at} />, {formatDistanceStrict(new Date(read.at), new Date())} from
              now, whether you are here or not.
            </p>
          )}
        </>
      )}
    </Field>
  );
}
