import type { OptionView } from "../schema";
import { describeSlot, nameOfDay, wallTimeAt } from "../zones";

/** A cell that can be marked, or looked at. */
export interface GridCell {
  /** Of the option that it stands for. */
  number: number;
  /** What it is, to be heard: "Tue 1 Dec, 19:30 to 21:00". */
  name: string;
  /** Written in it where nothing else is. */
  text?: string;
}

export interface GridHeading {
  key: string;
  /** "19:30", or a weekday above its date. */
  lines: readonly string[];
  /** What is heard in their place. */
  spoken?: string;
}

/** Cells in rows and columns; null where there is nothing to choose. */
export interface GridShape {
  columns: readonly GridHeading[];
  rows: readonly { heading: GridHeading; cells: readonly (GridCell | null)[] }[];
}

/** A slot of a poll, as clocks in one zone show it. */
interface Placed extends GridCell {
  day: string;
  time: string;
}

/** The slots of a poll by day and time of day. The longer of the two runs down, so that a phone scrolls sideways least. */
export function slotGrid(options: readonly OptionView[], timeZone: string): GridShape {
  const placed = placeSlots(options, timeZone);
  const days = distinctSorted(placed.map(({ day }) => day));
  const times = distinctSorted(placed.map(({ time }) => time));
  const byPlace = new Map(placed.map((slot) => [`${slot.day} ${slot.time}`, slot]));
  const cellAt = (day: string, time: string): GridCell | null => {
    const slot = byPlace.get(`${day} ${time}`);
    return slot ? { number: slot.number, name: slot.name } : null;
  };
  const downDays = days.length >= times.length;
  return downDays
    ? {
        columns: times.map(timeHeading),
        rows: days.map((day) => ({ heading: dayHeading(day), cells: times.map((time) => cellAt(day, time)) })),
      }
    : {
        columns: days.map(dayHeading),
        rows: times.map((time) => ({ heading: timeHeading(time), cells: days.map((day) => cellAt(day, time)) })),
      };
}

function placeSlots(options: readonly OptionView[], timeZone: string): Placed[] {
  const taken = new Set<string>();
  const placed: Placed[] = [];
  for (const { number, startsAt, endsAt } of options) {
    if (!startsAt || !endsAt) continue;
    const { day, time: shown } = wallTimeAt(startsAt, timeZone);
    // In the night when clocks go back, two slots may show the same time.
    let time = shown;
    while (taken.has(`${day} ${time}`)) time += " again";
    taken.add(`${day} ${time}`);
    placed.push({ number, day, time, name: describeSlot(startsAt, endsAt, timeZone) });
  }
  return placed;
}

const distinctSorted = (list: readonly string[]): string[] => [...new Set(list)].sort();

const timeHeading = (time: string): GridHeading => ({ key: time, lines: [time] });

function dayHeading(day: string): GridHeading {
  const { weekday, date } = nameOfDay(day);
  return { key: day, lines: [weekday, date] };
}

/** Where a cell is: its row and its column, from 0. */
export interface GridPlace {
  row: number;
  column: number;
}

export function placeOf(shape: GridShape, number: number): GridPlace | null {
  for (const [row, { cells }] of shape.rows.entries()) {
    const column = cells.findIndex((cell) => cell?.number === number);
    if (column >= 0) return { row, column };
  }
  return null;
}

/** The numbers of the cells between two, corners included. */
export function numbersBetween(shape: GridShape, a: GridPlace, b: GridPlace): number[] {
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)];
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
  return shape.rows
    .slice(top, bottom + 1)
    .flatMap(({ cells }) => cells.slice(left, right + 1))
    .flatMap((cell) => (cell ? [cell.number] : []));
}

export type GridMove = "up" | "down" | "left" | "right" | "rowStart" | "rowEnd" | "first" | "last";

/** The cell that a key leads to from another one, across gaps; the same one where there is none further on. */
export function moveFrom(shape: GridShape, number: number, move: GridMove): number {
  const place = placeOf(shape, number);
  if (!place) return number;
  const row = shape.rows[place.row]?.cells ?? [];
  const column = shape.rows.map(({ cells }) => cells[place.column] ?? null);
  const all = shape.rows.flatMap(({ cells }) => cells);
  const paths: Record<GridMove, readonly (GridCell | null)[]> = {
    up: column.slice(0, place.row).reverse(),
    down: column.slice(place.row + 1),
    left: row.slice(0, place.column).reverse(),
    right: row.slice(place.column + 1),
    rowStart: row,
    rowEnd: [...row].reverse(),
    first: all,
    last: [...all].reverse(),
  };
  return paths[move].find((cell) => cell !== null)?.number ?? number;
}
