import { beforeEach, expect, test, vi } from "vitest";
import type { FeedbackItem } from "@/modules/feedback/schema";
import { changed, dropDraft, keepDraft, newDraft, readDraft, takeDraft } from "@/modules/feedback/ui/draft";
import { below, merged, onTop } from "@/modules/feedback/ui/feedback-items";
import { MemoryStorage } from "../support/storage";

beforeEach(() => {
  vi.stubGlobal("localStorage", new MemoryStorage());
  vi.stubGlobal("sessionStorage", new MemoryStorage());
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

test("an empty form takes with it what was kept of itself, and not what another tab has written", () => {
  const here = changed(newDraft(null), { text: "The feed forgets." });
  expect(keepDraft("ana", here)).toBe(true);
  const elsewhere = newDraft(null);
  expect(keepDraft("ana", changed(elsewhere, { kind: "idea" }), elsewhere.id)).toBe(false);
  expect(readDraft("ana")).toEqual(here);
  expect(keepDraft("ana", changed(here, { text: " " }), here.id)).toBe(false);
  expect(readDraft("ana")).toBeNull();
});

test("a guest's draft is kept in the tab alone, until a member without one takes it over", () => {
  const guests = changed(newDraft(null), { text: "The feed forgets.", email: "ana@example.org" });
  keepDraft(null, guests);
  expect(localStorage.length).toBe(0);
  expect(takeDraft(null)).toEqual(guests);
  const own = changed(newDraft(null), { text: "A darker dark." });
  keepDraft("ben", own);
  expect(takeDraft("ben")).toEqual(own);
  const taken = { ...guests, email: "" };
  expect(takeDraft("ana")).toEqual(taken);
  expect(readDraft("ana")).toEqual(taken);
  expect(readDraft(null)).toBeNull();
  expect(takeDraft("cy")).toBeNull();
});

test("where storage is barred nothing is said to be kept", () => {
  vi.stubGlobal("sessionStorage", undefined);
  expect(keepDraft(null, changed(newDraft(null), { text: "The feed forgets." }))).toBe(false);
  expect(takeDraft(null)).toBeNull();
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
