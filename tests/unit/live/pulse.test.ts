import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Frame } from "@/live/frame";
import { type Listener, Topic } from "@/live/topic";

let topic: Topic;
let seen: Frame[];

beforeEach(() => {
  vi.useFakeTimers();
  seen = [];
  topic = new Topic("job:1", 7, () => {});
  const listener: Listener = { position: 7, accepts: () => true, deliver: (frame) => seen.push(frame), interrupt() {} };
  topic.join(listener);
});
afterEach(() => vi.useRealTimers());

const tick = (percentage: number, newest = "1") =>
  topic.pulse({ name: "job.progress", data: percentage, at: 0, newest }, "e");

test("a thousand ticks in a second become about ten, and the last one always arrives", () => {
  for (let n = 1; n <= 1_000; n++) {
    tick(n);
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(200);
  expect(seen.length).toBeLessThanOrEqual(12);
  expect(seen[0]?.data).toBe(1);
  expect(seen.at(-1)?.data).toBe(1_000);
});

test("kinds do not hold each other back, and none is remembered when it is quiet", () => {
  tick(1, "a");
  tick(2, "b");
  tick(3, "a");
  expect(seen.map(({ data }) => data)).toEqual([1, 2]);
  vi.advanceTimersByTime(100);
  expect(seen.map(({ data }) => data)).toEqual([1, 2, 3]);
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test("it carries the position that readers have reached, and moves none", () => {
  tick(1);
  expect(seen[0]?.id).toBe("e.7");
  expect(topic.verified).toBe(7);
});
