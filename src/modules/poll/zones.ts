import { TZDate, tzOffset } from "@date-fns/tz";

/** Time zones by their IANA names, and instants as clocks in them show. The same on the server and in the browser. */

/** What a clock and a calendar show. */
export interface WallTime {
  /** "2026-12-01". */
  day: string;
  /** "19:30". */
  time: string;
}

const pad = (value: number, digits = 2) => String(value).padStart(digits, "0");

export function wallTimeAt(instant: string | number, timeZone: string): WallTime {
  const date = new TZDate(new Date(instant).getTime(), timeZone);
  return {
    day: `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`,
    time: `${pad(date.getHours())}:${pad(date.getMinutes())}`,
  };
}

/**
 * The instant at which clocks in `timeZone` show this. One that they skip when they go forward counts as later by as much
 * as they skip; of one that they show twice it is the first.
 */
export function instantOf({ day, time }: WallTime, timeZone: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const guess = new TZDate(year, month - 1, date, hours, minutes, timeZone).getTime();
  // Clocks go back by at most three hours: an earlier instant that shows the same is the first of two.
  for (const back of [180, 120, 60, 30, 20]) {
    const earlier = guess - back * 60_000;
    const shown = wallTimeAt(earlier, timeZone);
    if (shown.day === day && shown.time === time) return earlier;
  }
  return guess;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export interface DayName {
  weekday: string;
  /** "1 Dec". */
  date: string;
}

/** Not through Intl: names differ between Node's data and the browser's, and the two must render alike. */
export function nameOfDay(day: string): DayName {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return { weekday: weekdays[weekday] ?? "", date: `${date} ${months[month - 1]}` };
}

/** "Tue 1 Dec, 19:30". */
export function describeInstant(instant: string, timeZone: string): string {
  const { day, time } = wallTimeAt(instant, timeZone);
  const { weekday, date } = nameOfDay(day);
  return `${weekday} ${date}, ${time}`;
}

/** "Tue 1 Dec, 19:30 to 21:00". */
export const describeSlot = (startsAt: string, endsAt: string, timeZone: string): string =>
  `${describeInstant(startsAt, timeZone)} to ${wallTimeAt(endsAt, timeZone).time}`;

/** "Kathmandu (GMT+5:45)": the place that the zone is named after, and how far its clocks are from GMT at that moment. */
export function describeZone(timeZone: string, at: string | number): string {
  const place = timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
  const minutes = Math.round(tzOffset(timeZone, new Date(at)));
  const size = Math.abs(minutes);
  const hours = `${Math.floor(size / 60)}${size % 60 ? `:${pad(size % 60)}` : ""}`;
  return `${place} (GMT${minutes < 0 ? "−" : "+"}${hours})`;
}
