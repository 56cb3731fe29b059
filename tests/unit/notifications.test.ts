import { describe, expect, test } from "vitest";
import type { NotificationView } from "@/modules/notification/schema";
import {
  type Action,
  type Change,
  initialState,
  type NotificationState,
  reducerFor,
} from "@/modules/notification/ui/notification-state";
import { hrefOf, plainText, sentenceOf } from "@/modules/notification/words";

const person = (name: string) => ({ id: name, handle: name.toLowerCase(), name, image: null });

const comment = (id: string, more: Partial<NotificationView> = {}) =>
  ({
    id,
    type: "comment.new",
    subject: "story",
    data: { commentId: "c" },
    actors: [person("Ana")],
    actorCount: 1,
    occurrences: 1,
    story: { slug: "salt", title: "Salt" },
    at: "2026-01-01T10:00:00.000Z",
    read: false,
    ...more,
  }) as NotificationView;

describe("a sentence", () => {
  const actors = [person("Ana"), person("Ben"), person("Cy")];
  test.each([
    [[], 0, "Somebody who has left commented on Salt"],
    [actors.slice(0, 1), 1, "Ana commented on Salt"],
    [actors.slice(0, 2), 2, "Ana and Ben commented on Salt"],
    [actors, 5, "Ana and 4 others commented on Salt"],
  ])("names who did it: %#", (who, actorCount, text) => {
    expect(plainText(sentenceOf(comment("1", { actors: who, actorCount })))).toBe(text);
  });

  test("counts chapters", () => {
    const chapter = { type: "chapter.new", data: { chapterId: "x", number: 42 } } as const;
    expect(plainText(sentenceOf(comment("1", chapter)))).toBe("Salt has a new chapter, the 42nd");
    expect(plainText(sentenceOf(comment("1", { ...chapter, occurrences: 3 })))).toBe("Salt has 3 new chapters");
  });

  test("leads to the comment", () => {
    expect(hrefOf(comment("1"))).toBe("/stories/salt#comment-c");
  });
});

describe("a list", () => {
  const reduce = reducerFor({});
  const asOf = "2026-01-01T10:30:00.000Z";
  const page = (items: NotificationView[], unread: number) => ({ items, nextCursor: null, unread, asOf, live: "e.10" });
  const told = (at: number, change: object): Action => ({
    type: "changed",
    at,
    change: { memberId: "me", ...change } as Change,
  });
  const arrived = (at: number, notification: NotificationView, unread: number) =>
    told(at, { change: "arrived", notification, began: true, toast: true, unread });
  const after = (...actions: Action[]) =>
    actions.reduce(reduce, initialState(page([comment("1"), comment("2")], 2), 10));
  const ids = ({ items }: NotificationState) => items.map(({ id }) => id);

  test("keeps its order while new ones wait, and brings them when asked", () => {
    const waiting = after(arrived(11, comment("3"), 3), arrived(12, comment("4"), 4));
    expect(ids(waiting)).toEqual(["1", "2"]);
    expect(waiting.unread).toBe(4);
    expect(ids(reduce(waiting, { type: "shown" }))).toEqual(["4", "3", "1", "2"]);
  });

  test("lets a group grow in its place", () => {
    const grown = after(arrived(11, comment("2", { actorCount: 5 }), 2));
    expect(ids(grown)).toEqual(["1", "2"]);
    expect(grown.items[1]?.actorCount).toBe(5);
    expect(grown.pending).toEqual([]);
  });

  test("believes the last number told, and no event twice", () => {
    const read = told(12, { change: "read", ids: ["1"], before: null, unread: 1 });
    const once = after(read);
    expect(once.unread).toBe(1);
    expect(once.items.map((item) => item.read)).toEqual([true, false]);
    expect(reduce(once, arrived(11, comment("1"), 2))).toBe(once);
    expect(reduce(once, read)).toBe(once);
    // An answer from before what has been told since changes nothing.
    expect(reduce(once, { type: "fetched", page: page([], 7), at: 11 })).toBe(once);
  });

  test("marks all up to a moment, and not what came after it", () => {
    const later = comment("3", { at: "2026-01-01T11:00:00.000Z" });
    const state = after(
      arrived(11, later, 3),
      told(12, { change: "read", ids: [], before: "2026-01-01T10:00:00.000Z", unread: 1 }),
    );
    expect([...state.items, ...state.pending].map(({ read }) => read)).toEqual([true, true, false]);
  });

  test("knows up to when its number counts, though its filter shows none of them", () => {
    const only = reducerFor({ type: "mention" });
    const empty = initialState(page([], 2), 10);
    expect(empty.asOf).toBe(asOf);
    const at = "2026-01-01T11:00:00.000Z";
    const state = only(empty, arrived(11, comment("3", { at }), 3));
    expect([state.items.length, state.unread, state.asOf]).toEqual([0, 3, at]);
  });

  test("empties the place of what was taken back", () => {
    const state = after(told(11, { change: "recalled", id: "1", unread: 1 }));
    expect(state.items.map(({ gone }) => gone ?? false)).toEqual([true, false]);
    expect(ids(reduce(state, { type: "shown" }))).toEqual(["2"]);
  });
});
