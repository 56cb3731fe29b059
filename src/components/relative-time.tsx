"use client";

import { format, formatDistanceStrict } from "date-fns";
import { type ComponentProps, useSyncExternalStore } from "react";

export type RelativeTimeProps = Omit<ComponentProps<"time">, "dateTime" | "children"> & { dateTime: string | Date };

const minuteMs = 60_000;
const weekMs = 7 * 24 * 60 * minuteMs;

const subscribeToMinutes = (onChange: () => void) => {
  const timer = setInterval(onChange, minuteMs);
  return () => clearInterval(timer);
};

/** Stands still within a minute, as a snapshot must. */
const currentMinute = () => Math.floor(Date.now() / minuteMs) * minuteMs;
const unknownOnServer = () => null;

/** "4 minutes ago" for the last week and the next, then the day. The server, ignorant of the zone, gives the UTC day. */
export function RelativeTime({ dateTime, ...props }: RelativeTimeProps) {
  const now = useSyncExternalStore(subscribeToMinutes, currentMinute, unknownOnServer);
  const date = new Date(dateTime);
  return (
    <time title={now === null ? undefined : format(date, "PPPPp")} {...props} dateTime={date.toISOString()}>
      {now === null ? utcDay(date) : relativeText(date, now)}
    </time>
  );
}

function relativeText(date: Date, now: number) {
  const distanceMs = Math.abs(date.getTime() - now);
  if (distanceMs < minuteMs) return "just now";
  if (distanceMs > weekMs) return format(date, "d MMM yyyy");
  return formatDistanceStrict(date, now, { addSuffix: true });
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Not through Intl: month names differ between Node's data and the browser's, and the two must render alike. */
const utcDay = (date: Date) => `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
