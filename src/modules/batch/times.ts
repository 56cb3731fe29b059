import { TZDate } from "@date-fns/tz";
import { addDays, format } from "date-fns";

export interface Pace {
  /** When the first one goes up, in ISO 8601. */
  at: string;
  every?: { days: number; timeZone: string } | undefined;
}

/** When the one after `nth` others goes up: the same time of day for all of them, also where clocks change in between. */
export function timeOf({ at, every }: Pace, nth: number): string {
  if (!every) return new Date(at).toISOString();
  return new Date(addDays(new TZDate(at, every.timeZone), nth * every.days).getTime()).toISOString();
}

/** "Mon 30 Nov 2026, 09:00, Asia/Kathmandu time". */
export const describeTime = (at: string, timeZone: string): string =>
  `${format(new TZDate(at, timeZone), "EEE d MMM yyyy, HH:mm")}, ${timeZone.replaceAll("_", " ")} time`;
