import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchPage } from "@/live/browser/page";

// What browsers tell a page of its life, in the order in which they do.

let page: EventTarget & { visibilityState: "visible" | "hidden" };
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" as const });
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
  told = [];
  watch();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const watch = () =>
  watchPage({
    onAway: () => told.push("away"),
    onBack: () => told.push("back"),
    onWake: () => told.push("wake"),
    onOffline: () => told.push("offline"),
  });
const turn = (state: "visible" | "hidden") => {
  page.visibilityState = state;
  page.dispatchEvent(new Event("visibilitychange"));
};
const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

test("a page that is hidden for five minutes lets go, once, and is back when somebody looks", () => {
  turn("hidden");
  minutes(4.9);
  expect(told).toEqual([]);
  minutes(30);
  expect(told).toEqual(["away"]);
  turn("visible");
  expect(told).toEqual(["away", "back", "wake"]);
});

test("one that was opened in the background, where nobody looks, lets go as well", () => {
  page.visibilityState = "hidden";
  watch();
  minutes(5);
  expect(told).toEqual(["away"]);
  turn("visible");
  expect(told).toContain("back");
});

test("who looks in between has five minutes again", () => {
  turn("hidden");
  minutes(4);
  turn("visible");
  turn("hidden");
  minutes(4);
  expect(told).toEqual(["wake"]);
});

test("a page that is kept for the way back lets go at once, and comes back only as it was kept", () => {
  window.dispatchEvent(new Event("pagehide"));
  expect(told).toEqual(["away"]);
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
  expect(told).toEqual(["away"]);
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  expect(told).toEqual(["away", "back", "wake"]);
});

test("a frozen page that is thawed in the background holds its streams for five minutes more", () => {
  turn("hidden");
  page.dispatchEvent(new Event("freeze"));
  page.dispatchEvent(new Event("resume"));
  expect(told).toEqual(["away", "back"]);
  minutes(5);
  expect(told).toEqual(["away", "back", "away"]);
});

test("a machine that slept is noticed by the clock, and by nobody else", () => {
  minutes(10);
  expect(told).toEqual([]);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual(["wake"]);
  turn("hidden");
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual(["wake"]);
});

test("the network's coming and going is passed on", () => {
  window.dispatchEvent(new Event("offline"));
  window.dispatchEvent(new Event("online"));
  expect(told).toEqual(["offline", "wake"]);
});
