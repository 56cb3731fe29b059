import { beforeEach, expect, test, vi } from "vitest";
import { changed, dropDraft, keepDraft, newDraft, readDraft } from "@/modules/feedback/ui/draft";
import { MemoryStorage } from "../support/storage";

beforeEach(() => {
  vi.stubGlobal("localStorage", new MemoryStorage());
});

test("a draft is found again by whoever wrote it, until it has arrived", () => {
  const draft = changed(newDraft("/community"), { text: "The feed forgets." });
  keepDraft("ana", draft);
  expect(readDraft("ana")).toEqual(draft);
  expect(readDraft(null)).toBeNull();
  dropDraft("ana", draft.id);
  expect(readDraft("ana")).toBeNull();
});

test("what was written after it was sent is another one, which the answer does not drop", () => {
  const sent = changed(newDraft(null), { text: "The feed forgets." });
  const written = changed(sent, { text: "The feed forgets its tags." });
  keepDraft("ana", written);
  dropDraft("ana", sent.id);
  expect(readDraft("ana")).toEqual(written);
});
