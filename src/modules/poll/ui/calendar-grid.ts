import { nameOfDay } from "../zones";
import type { GridShape } from "./slot-grid";

/** Days as numbers, counted from 1970, so that they can be the cells of a grid. */

const dayMs = 24 * 60 * 60_000;

export const numberOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

export const dayOf = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "Dec". */
const monthOf = (number: number): string => nameOfDay(dayOf(number)).date.split(" ")[1] ?? "";
const isMonthsFirst = (monday: number): boolean => Number(dayOf(monday + 6).slice(8)) <= 7;

/** So many weeks from the one of `today` on, without the days that are over. */
export function calendarGrid(today: string, weeks: number): GridShape {
  const now = numberOfDay(today);
  // 1 January 1970 was a Thursday.
  const monday = now - ((now + 3) % 7);
  return {
    columns: weekdays.map((name) => ({ key: name, lines: [name] })),
    rows: Array.from({ length: weeks }, (_, week) => {
      const first = monday + week * 7;
      return {
        heading: {
          key: String(first),
          lines: week === 0 || isMonthsFirst(first) ? [monthOf(first + 6)] : [],
          spoken: `Week of ${nameOfDay(dayOf(first)).date}`,
        },
        cells: weekdays.map((_, index) => {
          const number = first + index;
          const day = dayOf(number);
          const { weekday, date } = nameOfDay(day);
          return number < now ? null : { number, name: `${weekday} ${date}`, text: String(Number(day.slice(8))) };
        }),
      };
    }),
  };
}
