"use client";

import { type ComponentProps, useSyncExternalStore } from "react";

export type LocalTimeProps = Omit<ComponentProps<"time">, "dateTime" | "children"> & { dateTime: string };

const never = () => () => {};

/** Whether the page has come alive, and with it the reader's clock and zone are known. */
const useAlive = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** "21 Nov 2026, 18:00 GMT+1": an instant on the reader's own clock, with its zone. The server, ignorant of it, gives UTC. */
export function LocalTime({ dateTime, ...props }: LocalTimeProps) {
  const alive = useAlive();
  return (
    <time {...props} dateTime={dateTime}>
      {clockText(dateTime, alive ? undefined : "UTC")}
    </time>
  );
}

const clockText = (dateTime: string, timeZone?: string) => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  }).formatToParts(new Date(dateTime));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("day")} ${of("month").slice(0, 3)} ${of("year")}, ${of("hour")}:${of("minute")} ${of("timeZoneName")}`;
};
