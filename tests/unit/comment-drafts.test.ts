import { beforeEach, expect, test, vi } from "vitest";
import {
  dropEdit,
  dropUnsent,
  keepDraft,
  keepEdit,
  keepUnsent,
  readDraft,
  readEdit,
  readUnsent,
} from "@/modules/comment/ui/drafts";
import { MemoryStorage } from "../support/storage";

beforeEach(() => {
  vi.stubGlobal("localStorage", new MemoryStorage());
});

const outgoing = (id: string, body: string) => ({
  id,
  chapterId: null,
  parentId: null,
  below: null,
  body,
  failure: null,
});
const first = outgoing("0198a000-0000-7000-8000-000000000001", "One");
const second = outgoing("0198a000-0000-7000-8000-000000000002", "Two");

test("what one member wrote in this browser no other finds, and they find it again", () => {
  keepDraft("ana", "story", null, "A thought");
  keepUnsent("ana", "story", first);
  for (const other of ["ben", null]) {
    expect(readDraft(other, "story", null)).toBe("");
    expect(readUnsent(other, "story")).toEqual([]);
  }
  keepDraft("ben", "story", null, "Another");
  expect(readDraft("ana", "story", null)).toBe("A thought");
  expect(readUnsent("ana", "story")).toMatchObject([{ body: "One", failure: "It was not sent yet." }]);
});

test("tabs do not write over each other's unsent comments, which come back in the order in which they were sent", () => {
  keepUnsent("ana", "story", second);
  keepUnsent("ana", "story", first);
  keepUnsent("ana", "story-2", first);
  const bodies = () => readUnsent("ana", "story").map(({ body }) => body);
  expect(bodies()).toEqual(["One", "Two"]);
  keepUnsent("ana", "story", first);
  dropUnsent("ana", "story", second.id);
  dropUnsent("ana", "story", second.id);
  expect(bodies()).toEqual(["One"]);
  expect(readUnsent("ana", "story-2")).toHaveLength(1);
});

test("what lies in the browser in another form, or cannot be read at all, is left out", () => {
  keepUnsent("ana", "story", first);
  for (const odd of ["{", "[]", "null"]) {
    localStorage.setItem(`inkwire:comment-unsent:ana:story:${odd}`, odd);
  }
  expect(readUnsent("ana", "story")).toMatchObject([{ body: "One" }]);
  vi.stubGlobal("localStorage", undefined);
  keepUnsent("ana", "story", first);
  expect(readUnsent("ana", "story")).toEqual([]);
});

test("the change of a comment is found again with the version that it began from, by its writer alone", () => {
  keepEdit("ana", first.id, { version: 3, text: "One, or two" });
  expect(readEdit("ana", first.id)).toEqual({ version: 3, text: "One, or two" });
  expect(readEdit("ben", first.id)).toBeNull();
  dropEdit("ana", first.id);
  expect(readEdit("ana", first.id)).toBeNull();
});
