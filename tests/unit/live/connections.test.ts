import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connections } from "@/live/connections";

let now = 0;

beforeEach(() => {
  now = 0;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  vi.spyOn(performance, "now").mockImplementation(() => now);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Begins to end `count` connections within `withinMs`. */
function draining(count: number, withinMs: number) {
  const connections = new Connections(pino({ level: "silent" }));
  const ended: number[] = [];
  for (let id = 0; id < count; id++) {
    connections.add({ drain: () => ended.push(id), onClose: () => {} } as never, `reader ${id}`);
  }
  connections.drain(withinMs);
  /** The timer rings once, `afterMs` after it last did. */
  const tick = (afterMs = 10) => {
    now += afterMs;
    vi.advanceTimersByTime(10);
    return ended.length;
  };
  return { ended, tick };
}

test("a thousand end evenly over the time, each once", () => {
  const { ended, tick } = draining(1_000, 5_000);
  expect(tick()).toBe(2);
  for (let ticks = 1; ticks < 250; ticks++) tick();
  expect(ended.length).toBe(500);
  for (let ticks = 250; ticks < 500; ticks++) tick();
  expect(ended.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, id) => id));
  expect(vi.getTimerCount()).toBe(0);
});

test("a timer that rings late makes up for it, so that the time is kept", () => {
  const { tick } = draining(1_000, 5_000);
  let most = 0;
  for (let ticks = 0; ticks < 100; ticks++) most = tick(50);
  expect(most).toBe(1_000);
});

test("a process that stood still ends no more at once than a tenth of a second's worth", () => {
  const { tick } = draining(1_000, 5_000);
  expect(tick()).toBe(2);
  expect(tick(4_000)).toBe(22);
  expect(tick()).toBe(24);
});

test("a few do not take as long as thousands: one at each tick", () => {
  const { tick } = draining(3, 5_000);
  expect([tick(), tick(), tick()]).toEqual([1, 2, 3]);
  expect(vi.getTimerCount()).toBe(0);
});

test("where nobody is connected, nothing is left to ring", () => {
  const { tick } = draining(0, 5_000);
  tick();
  expect(vi.getTimerCount()).toBe(0);
});
