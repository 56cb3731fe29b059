import { beforeEach, expect, test, vi } from "vitest";
import type { FeedbackItem } from "@/modules/feedback/schema";
import { changed, dropDraft, keepDraft, newDraft, readDraft } from "@/modules/feedback/ui/draft";
import { below, merged, onTop } from "@/modules/feedback/ui/feedback-items";
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

const item = (id: string, version = 1): FeedbackItem => ({
  id,
  kind: "idea",
  text: "A darker dark.",
  page: null,
  from: null,
  email: null,
  userAgent: "",
  appVersion: "1",
  sentAt: "2026-11-21T12:00:00.000Z",
  done: null,
  version,
});
const list = (ids: string, nextCursor: string | null = null) => ({ items: [...ids].map((id) => item(id)), nextCursor });
const idsOf = ({ items }: { items: readonly FeedbackItem[] }) => items.map(({ id }) => id).join("");

test("a page that is read twice, or once too late, shows nothing twice and leaves nothing out", () => {
  const shown = list("cba", "a");
  const news = onTop(shown, list("edc", "c"));
  expect(news).toEqual({ ...shown, items: list("edcba").items });
  expect(onTop(news, list("edc", "c"))).toEqual(news);
  // It does not join up: the list begins anew.
  expect(onTop(shown, list("zyx", "x"))).toEqual(list("zyx", "x"));
  const longer = below(shown, list("a98", "8"), "a");
  expect([idsOf(longer), longer.nextCursor]).toEqual(["cba98", "8"]);
  expect(below(longer, list("a98", "8"), "a")).toBe(longer);
});

test("what was heard of one counts if it is newer", () => {
  const done = { at: "2026-11-22T12:00:00.000Z", by: "keeper" };
  const heard = [{ id: "a", done, version: 2 }];
  expect(merged([item("a"), item("b")], heard)).toEqual([{ ...item("a", 2), done }, item("b")]);
  expect(merged([item("a", 3)], heard)).toEqual([item("a", 3)]);
});
