"use client";

import { useSyncExternalStore } from "react";
import { LocalTime } from "@/components/local-time";
import type { StudioItem } from "../schema";

const minuteMs = 60_000;
/** Nothing is published to the second; later than this it should have been. */
const graceMs = 2 * minuteMs;

const eachMinute = (onChange: () => void) => {
  const timer = setInterval(onChange, minuteMs);
  return () => clearInterval(timer);
};
const currentMinute = () => Math.floor(Date.now() / minuteMs) * minuteMs;

/** When a scheduled story goes up; in red, with the reason, when it should be up already. */
export function ScheduledFor({ story }: { story: Pick<StudioItem, "scheduledFor" | "overdue"> }) {
  const now = useSyncExternalStore(eachMinute, currentMinute, () => 0);
  const { scheduledFor, overdue } = story;
  if (!scheduledFor) return null;
  const late = overdue !== null || now - Date.parse(scheduledFor) > graceMs;
  if (!late) {
    return (
      <span data-testid="scheduled-for">
        Goes up <LocalTime dateTime={scheduledFor} />
      </span>
    );
  }
  return (
    <span className="font-medium text-danger" data-testid="overdue">
      Overdue since <LocalTime dateTime={scheduledFor} />
      {overdue && `: ${overdue}`}
    </span>
  );
}
