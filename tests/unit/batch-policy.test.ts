import { describe, expect, test } from "vitest";
import { actionFor, type BatchStory, changedSince, effectOf, tagsBefore, timesOf } from "@/modules/batch/policy";
import type { BatchAction } from "@/modules/batch/schema";

const now = Date.parse("2026-11-21T12:00:00Z");
const soon = "2026-11-21T13:00:00Z";

const draft: BatchStory = {
  status: "draft",
  visibility: "public",
  publishedAt: null,
  scheduledFor: null,
  removed: false,
  tags: ["sea"],
  written: true,
  hidden: false,
};
const published: BatchStory = { ...draft, status: "published", publishedAt: "2026-11-01T12:00:00.000Z" };
const removed: BatchStory = { ...draft, removed: true };

const publish: BatchAction = { type: "publish", visibility: "public" };
const schedule: BatchAction = { type: "schedule", at: soon, visibility: "public" };

describe("what an action comes to", () => {
  test.each<[string, BatchAction, BatchStory, string]>([
    ["a draft goes up", publish, draft, "change"],
    ["one that is up stays", publish, published, "nothing"],
    ["its readers change", { type: "publish", visibility: "followers" }, published, "change"],
    ["an empty one cannot", publish, { ...draft, written: false }, "refused"],
    ["one in the trash cannot", publish, removed, "refused"],
    ["a hidden one cannot", publish, { ...draft, hidden: true }, "refused"],
    ["nor wait for its time", schedule, { ...draft, hidden: true }, "refused"],
    ["a draft waits", schedule, draft, "change"],
    ["one that is up need not", schedule, published, "nothing"],
    ["a time that has passed", { ...schedule, at: "2026-11-21T12:00:00Z" }, draft, "refused"],
    ["a draft cannot be taken back", { type: "unpublish" }, draft, "nothing"],
    ["a tag that it has", { type: "tag", add: ["sea"], remove: [] }, draft, "nothing"],
    ["a tag more", { type: "tag", add: ["night"], remove: [] }, draft, "change"],
    ["too many", { type: "tag", add: Array.from({ length: 12 }, (_, n) => `t${n}`), remove: [] }, draft, "refused"],
    [
      "twelve in its place",
      { type: "tag", add: Array.from({ length: 12 }, (_, n) => `t${n}`), remove: ["sea"] },
      draft,
      "change",
    ],
    ["to the trash", { type: "trash" }, draft, "change"],
    ["that is there", { type: "trash" }, removed, "nothing"],
    ["and back", { type: "restore" }, removed, "change"],
    ["an empty file", { type: "export", format: "epub" }, { ...draft, written: false }, "refused"],
  ])("%s", (_, action, story, kind) => {
    expect(effectOf(action, story, now).kind).toBe(kind);
  });
});

test("undoing gives back the tags that were taken, takes those that came, and leaves all others", () => {
  const before = { ...draft, tags: ["sea", "old"] };
  const after = { ...draft, tags: ["sea", "new"] };
  expect(tagsBefore(before, after, ["sea", "new", "meanwhile"])).toEqual(["sea", "meanwhile", "old"]);
});

test("what somebody did to its state since counts; other words, tags and readers of a draft do not", () => {
  expect(changedSince(published, draft)).toBe(true);
  expect(changedSince(draft, removed)).toBe(true);
  expect(changedSince(published, { ...published, visibility: "unlisted" })).toBe(true);
  expect(changedSince({ ...draft, status: "scheduled", scheduledFor: soon }, { ...draft, status: "scheduled" })).toBe(
    true,
  );
  expect(changedSince(draft, { ...draft, tags: [], visibility: "unlisted" })).toBe(false);
});

test("one a week goes up at the same time of day, over a change of clocks; what cannot go up leaves no gap", () => {
  const every = { days: 7, timeZone: "Europe/Berlin" };
  const weekly: BatchAction = { ...schedule, at: "2027-03-15T09:00:00+01:00", every } as BatchAction;
  const stories = [
    { ...draft, id: "one" },
    { ...draft, id: "empty", written: false },
    { ...published, id: "up" },
    { ...draft, id: "two" },
    { ...draft, id: "three" },
  ];
  const times = timesOf(weekly, stories, now);
  expect(times).toEqual({
    one: "2027-03-15T08:00:00.000Z",
    two: "2027-03-22T08:00:00.000Z",
    three: "2027-03-29T07:00:00.000Z", // in summer time
    empty: "2027-04-05T07:00:00.000Z",
    up: "2027-04-12T07:00:00.000Z",
  });
  expect(effectOf(actionFor(weekly, times?.three), draft, now)).toEqual({
    kind: "change",
    text: "It goes up on Mon 29 Mar 2027, 09:00, Europe/Berlin time",
  });
  expect(timesOf(schedule, stories, now)).toBeUndefined();
});
