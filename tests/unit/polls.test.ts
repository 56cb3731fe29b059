import { describe, expect, test } from "vitest";
import { calendarOf } from "@/modules/poll/calendar";
import { heatsOf, winnersOf } from "@/modules/poll/ranking";
import type { OptionView, PollView } from "@/modules/poll/schema";
import { calendarGrid, dayOf, numberOfDay } from "@/modules/poll/ui/calendar-grid";
import { moveFrom, numbersBetween, slotGrid } from "@/modules/poll/ui/slot-grid";
import { withResults } from "@/modules/poll/ui/use-poll";
import { timeLeft } from "@/modules/poll/ui/words";
import { describeSlot, instantOf, wallTimeAt } from "@/modules/poll/zones";

const slot = (number: number, startsAt: string, minutes = 90): OptionView => ({
  number,
  text: "",
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString(),
});

describe("the grid of slots", () => {
  const options = [
    slot(1, "2026-12-01T19:30:00.000Z"),
    slot(2, "2026-12-02T19:30:00.000Z"),
    slot(3, "2026-12-02T21:00:00.000Z"),
    slot(4, "2026-12-04T19:30:00.000Z"),
  ];

  test("has the longer of days and times run down, and gaps where nothing is offered", () => {
    const { columns, rows } = slotGrid(options, "UTC");
    expect(columns.map(({ key }) => key)).toEqual(["19:30", "21:00"]);
    expect(rows.map(({ cells }) => cells.map((cell) => cell?.number ?? null))).toEqual([
      [1, null],
      [2, 3],
      [4, null],
    ]);
  });

  test("shows each reader their own days", () => {
    const { rows } = slotGrid(options, "Asia/Kathmandu");
    expect(rows[0]?.heading.lines).toEqual(["Wed", "2 Dec"]);
    expect(rows[0]?.cells[0]?.name).toBe("Wed 2 Dec, 01:15 to 02:45");
  });

  test("loses no slot in the night when clocks go back", () => {
    const night = [slot(1, "2026-10-25T00:30:00.000Z", 30), slot(2, "2026-10-25T01:30:00.000Z", 30)];
    const numbers = slotGrid(night, "Europe/Berlin").rows.flatMap(({ cells }) => cells.map((cell) => cell?.number));
    expect(numbers.filter(Boolean).sort()).toEqual([1, 2]);
  });

  test("is walked across gaps, and stays where nothing lies further on", () => {
    const shape = slotGrid(options, "UTC");
    expect(moveFrom(shape, 1, "down")).toBe(2);
    expect(moveFrom(shape, 1, "right")).toBe(1);
    expect(moveFrom(shape, 3, "left")).toBe(2);
    expect(moveFrom(shape, 2, "last")).toBe(4);
    expect(moveFrom(shape, 4, "first")).toBe(1);
  });

  test("gives the cells between two, whichever comes first", () => {
    const shape = slotGrid(options, "UTC");
    expect(numbersBetween(shape, { row: 1, column: 1 }, { row: 0, column: 0 })).toEqual([1, 2, 3]);
  });
});

test("a calendar begins with the week of today, without the days that are over", () => {
  const { rows } = calendarGrid("2026-12-03", 2);
  expect(rows[0]?.cells.map((cell) => cell?.text ?? null)).toEqual([null, null, null, "3", "4", "5", "6"]);
  expect(rows[1]?.cells[0]?.name).toBe("Mon 7 Dec");
  expect(dayOf(numberOfDay("2026-02-28") + 1)).toBe("2026-03-01");
});

describe("zones", () => {
  test("a time that clocks skip counts as later, of one shown twice it is the first", () => {
    expect(new Date(instantOf({ day: "2026-03-29", time: "02:30" }, "Europe/Berlin")).toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
    expect(new Date(instantOf({ day: "2026-10-25", time: "02:30" }, "Europe/Berlin")).toISOString()).toBe(
      "2026-10-25T00:30:00.000Z",
    );
  });

  test("what a clock shows leads back to the same instant", () => {
    for (const zone of ["Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "UTC"]) {
      const at = Date.parse("2026-06-30T23:45:00.000Z");
      expect(instantOf(wallTimeAt(at, zone), zone)).toBe(at);
    }
    expect(describeSlot("2026-12-01T23:00:00Z", "2026-12-02T00:30:00Z", "UTC")).toBe("Tue 1 Dec, 23:00 to 00:30");
  });
});

describe("heat", () => {
  test("goes by rank, so that close values at the top differ", () => {
    expect(heatsOf([0, 7, 8, 9, 10])).toEqual([0, 1, 2, 3, 4]);
    expect(heatsOf([0, 0])).toEqual([0, 0]);
    expect(heatsOf([3, 3, 0])).toEqual([4, 4, 0]);
  });

  test("of a slot most depends on who can come, then on who would like to", () => {
    const counts = [
      { number: 1, yes: 3, maybe: 0, no: 1 },
      { number: 2, yes: 2, maybe: 2, no: 0 },
      { number: 3, yes: 4, maybe: 0, no: 0 },
    ];
    expect(winnersOf("availability", counts)).toEqual([3]);
    expect(winnersOf("choice", counts.slice(0, 1))).toEqual([1]);
    expect(winnersOf("choice", [{ number: 1, yes: 0, maybe: 0, no: 2 }])).toEqual([]);
  });
});

test("time runs out in finer and finer words", () => {
  const minute = 60_000;
  expect([50 * 60 * minute, 24 * 60 * minute, 192 * minute, 12 * minute + 5_400, 999].map(timeLeft)).toEqual([
    "2 days 2 h",
    "1 day",
    "3 h 12 min",
    "12 min 05 s",
    "0 s",
  ]);
});

const results = { version: 4, responses: 2, options: [], participants: [], closedAt: null, winners: [] };
const poll: PollView = {
  id: "poll",
  hidden: false,
  slug: "when-do-we-read-1a2b",
  kind: "availability",
  question: "When do we read; and what, then?",
  organiser: { id: "1", handle: "ana", name: "Ana", image: null },
  story: null,
  closesAt: null,
  closedAt: "2026-11-30T10:00:00.000Z",
  responses: 2,
  answered: false,
  createdAt: "2026-11-20T10:00:00.000Z",
  description: "Bring a lamp,\nand tea.",
  options: [slot(1, "2026-12-01T19:30:00.000Z"), slot(2, "2026-12-02T19:30:00.000Z")],
  multiple: false,
  timeZone: "UTC",
  visibility: "public",
  resultsFor: "everyone",
  guests: true,
  winners: [2],
  own: false,
  mine: null,
  results,
  now: "2026-11-30T10:00:00.000Z",
  live: "a.1",
};

test("results that come late do not undo later ones", () => {
  expect(withResults(poll, { ...results, version: 3, responses: 1 })).toBe(poll);
  expect(withResults(poll, { ...results, version: 5, responses: 3 }).responses).toBe(3);
});

describe("the calendar file", () => {
  const lines = (calendarOf(poll, "https://inkwire.example/polls/when-do-we-read-1a2b") ?? "").split("\r\n");

  test("has the evening that won, once, with text that is escaped", () => {
    expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
    expect(lines).toContain("DTSTART:20261202T193000Z");
    expect(lines).toContain("DTEND:20261202T210000Z");
    expect(lines).toContain("UID:poll-when-do-we-read-1a2b-2@inkwire.example");
    expect(lines).toContain("SEQUENCE:4");
    expect(lines).toContain("SUMMARY:When do we read\\; and what\\, then?");
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  test("is not there while nothing has won", () => {
    expect(calendarOf({ ...poll, winners: [] }, "https://inkwire.example/")).toBeNull();
  });
});
