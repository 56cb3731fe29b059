import { beforeEach, expect, test, vi } from "vitest";
import { changed, dropDraft, keepDraft, newDraft, readDraft } from "@/modules/feedback/ui/draft";
import { ownPath, withoutKey } from "@/platform/page-path";
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

test("only what stays on this site is a path of ours", () => {
  for (const path of ["/", "/stories/a?x=1#c", "/a//b"]) expect(ownPath(path)).toBe(path);
  for (const path of [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "https://a.b",
    "",
    null,
  ]) {
    expect(ownPath(path)).toBeNull();
  }
});

test("keys of links stay out of what others read", () => {
  expect(withoutKey("/new-password/secret")).toBe("/new-password/…");
  expect(withoutKey("/notices/secret")).toBe("/notices/…");
  expect(withoutKey("/stories/a-story")).toBe("/stories/a-story");
});
