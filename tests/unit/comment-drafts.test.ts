import { beforeEach, expect, test, vi } from "vitest";
import { keepDraft, keepUnsent, readDraft, readUnsent } from "@/modules/comment/ui/drafts";
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

test("what one member wrote in this browser no other finds, and they find it again", () => {
  keepDraft("ana", "story", null, "A thought");
  keepUnsent("ana", "story", [first]);
  for (const other of ["ben", null]) {
    expect(readDraft(other, "story", null)).toBe("");
    expect(readUnsent(other, "story")).toEqual([]);
  }
  keepDraft("ben", "story", null, "Another");
  expect(readDraft("ana", "story", null)).toBe("A thought");
  expect(readUnsent("ana", "story")).toMatchObject([{ body: "One", failure: "It was not sent yet." }]);
});
