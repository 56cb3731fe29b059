import type { OptionView, PollKind } from "../schema";
import { describeSlot } from "../zones";

export const kindNames: Record<PollKind, string> = { choice: "Reader poll", availability: "Reading evening" };

/** What an option is called, as clocks in `timeZone` show it. */
export const nameOfOption = ({ text, startsAt, endsAt }: OptionView, timeZone: string): string =>
  startsAt && endsAt ? describeSlot(startsAt, endsAt, timeZone) : text;

export const answersInWords = (count: number): string =>
  count === 0 ? "No answers yet" : count === 1 ? "1 answer" : `${count} answers`;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "2 days 3 h", "3 h 12 min", "12 min 05 s", "42 s": finer the nearer it comes. `leftMs` is not negative. */
export function timeLeft(leftMs: number): string {
  const days = Math.floor(leftMs / dayMs);
  const hours = Math.floor((leftMs % dayMs) / hourMs);
  const minutes = Math.floor((leftMs % hourMs) / minuteMs);
  const seconds = Math.floor((leftMs % minuteMs) / secondMs);
  if (days > 0) return `${days === 1 ? "1 day" : `${days} days`}${hours > 0 ? ` ${hours} h` : ""}`;
  if (hours > 0) return `${hours} h${minutes > 0 ? ` ${minutes} min` : ""}`;
  if (minutes > 0) return `${minutes} min ${String(seconds).padStart(2, "0")} s`;
  return `${seconds} s`;
}
