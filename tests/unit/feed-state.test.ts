import { describe, expect, test } from "vitest";
import type { StoryCard } from "@/modules/story/schema";
import {
  type FeedAction,
  type FeedState,
  feedReducer,
  hiddenBy,
  initialFeed,
} from "@/modules/story/ui/feed/feed-state";

/** Stories are named by a letter; a later minute is a later publication. */
function story(id: string, minute: number, title = id): StoryCard {
  return {
    id,
    slug: id,
    title,
    blurb: "",
    author: { id: "author", handle: "author", name: "Author", image: null },
    genre: "literary",
    tags: [],
    rating: "general",
    warnings: [],
    progress: "complete",
    coverSeed: 1,
    words: 100,
    readingMinutes: 1,
    chapters: 1,
    visibility: "public",
    publishedAt: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
  };
}

const c = story("c", 30);
const b = story("b", 20);
const a = story("a", 10);
const page = initialFeed([c, b, a]);

const given = (state: FeedState, ...actions: FeedAction[]) => actions.reduce(feedReducer, state);
const published = (at: number, what: StoryCard, own = false): FeedAction => ({
  type: "published",
  at,
  story: what,
  own,
});
const updated = (at: number, what: StoryCard): FeedAction => ({ type: "updated", at, story: what });
const withdrawn = (at: number, id: string): FeedAction => ({ type: "withdrawn", at, id });
const pendingShown: FeedAction = { type: "pendingShown" };
const seen = (at: number, stories: StoryCard[], more: Partial<Extract<FeedAction, { type: "firstPageSeen" }>> = {}) =>
  ({ type: "firstPageSeen", at, stories, whole: false, sort: "latest", ...more }) satisfies FeedAction;

/** The shown titles, a tombstone in brackets. */
const shown = ({ shown }: FeedState) =>
  shown.map(({ story, gone }) => (gone ? `[${story.title}]` : story.title)).join(" ");
const pending = ({ pending }: FeedState) => pending.map(({ story }) => story.title).join(" ");

test("of an author who is muted nothing waits any more, and what is shown stays", () => {
  const other = { ...story("e", 50), author: { id: "other", handle: "other", name: "Other", image: null } };
  const state = given(page, published(1, story("d", 40)), published(2, other), { type: "leftOut", authorId: "author" });
  expect(pending(state)).toBe("e");
  expect(shown(state)).toBe("c b a");
});

describe("a published story", () => {
  const d = story("d", 40);
  const e = story("e", 50);

  test("waits, and what is shown stays the same object", () => {
    const state = given(page, published(1, d));
    expect(pending(state)).toBe("d");
    expect(shown(state)).toBe("c b a");
    expect(state.shown.every((item, index) => item === page.shown[index])).toBe(true);
  });

  test("that was missed leaves a line at which the reader left off, until the next ones are shown", () => {
    const away = given(page, { ...published(1, d), missed: true } as FeedAction, published(2, e), pendingShown);
    expect(shown(away)).toBe("e d c b a");
    expect(away.leftOff).toBe("c");
    expect(given(away, published(3, story("f", 55)), pendingShown).leftOff).toBeNull();
    // The stream may not know what was missed; then the first page does.
    const resumed = given(page, seen(2, [e, d, c, b, a], { missed: true, whole: true }), pendingShown);
    expect(resumed.leftOff).toBe("c");
  });

  test("is put on top when asked for, newest first, and nothing is trimmed", () => {
    const state = given(page, published(1, d), published(2, e), pendingShown);
    expect(shown(state)).toBe("e d c b a");
    expect(pending(state)).toBe("");
  });

  test("counts once, however often it is told", () => {
    const once = given(page, published(1, d));
    expect(pending(given(once, published(1, d), published(2, d)))).toBe("d");
    expect(shown(given(once, pendingShown, published(1, d), pendingShown))).toBe("d c b a");
    expect(given(once, pendingShown, published(1, d)).pending).toEqual([]);
  });

  test("remembers that it is of this tab", () => {
    expect(given(page, published(1, d, true)).pending).toEqual([{ story: d, own: true }]);
  });

  test("that is shown already, such as one now open to more people, is patched where it stands", () => {
    const state = given(page, published(1, story("b", 20, "B")));
    expect(shown(state)).toBe("c B a");
    expect(pending(state)).toBe("");
  });
});

describe("a change", () => {
  test("is shown in place, shown or waiting", () => {
    const state = given(
      page,
      published(1, story("d", 40)),
      updated(2, story("d", 40, "D")),
      updated(3, story("a", 10, "A")),
    );
    expect(shown(state)).toBe("c b A");
    expect(pending(state)).toBe("D");
  });

  test("of a story that is not here changes nothing that is shown", () => {
    const state = given(page, updated(1, story("x", 5, "X")));
    expect(shown(state)).toBe("c b a");
    expect(pending(state)).toBe("");
  });

  test("that is older than what was heard last is ignored", () => {
    const state = given(page, updated(5, story("b", 20, "new")), updated(4, story("b", 20, "old")));
    expect(shown(state)).toBe("c new a");
  });

  test("that overtakes the publication on the other stream wins", () => {
    const state = given(page, updated(2, story("d", 40, "new")), published(1, story("d", 40, "old")));
    expect(pending(state)).toBe("new");
  });
});

describe("a withdrawn story", () => {
  test("leaves a tombstone in its place", () => {
    expect(shown(given(page, withdrawn(1, "b")))).toBe("c [b] a");
  });

  test("no longer waits", () => {
    const state = given(page, published(1, story("d", 40)), withdrawn(2, "d"), pendingShown);
    expect(shown(state)).toBe("c b a");
  });

  test("does not come up when the publication is heard later", () => {
    expect(pending(given(page, withdrawn(2, "d"), published(1, story("d", 40))))).toBe("");
  });

  test("that is published again waits beside its tombstone, and replaces it", () => {
    const again = given(page, withdrawn(1, "b"), published(2, story("b", 60, "b2")));
    expect(shown(again)).toBe("c [b] a");
    expect(pending(again)).toBe("b2");
    expect(shown(given(again, pendingShown))).toBe("b2 c a");
  });

  test("is not brought back by a page that was loaded before", () => {
    const older = story("z", 5);
    const state = given(page, withdrawn(1, "z"), { type: "pageLoaded", stories: [older] });
    expect(shown(state)).toBe("c b a");
  });

  test("withdrawn twice is withdrawn once", () => {
    const once = given(page, withdrawn(1, "b"));
    expect(given(once, withdrawn(1, "b"))).toBe(once);
  });
});

describe("an older page", () => {
  const older: FeedAction = { type: "pageLoaded", stories: [a, story("z", 5)] };

  test("is appended without what is there", () => {
    expect(shown(given(page, older))).toBe("c b a z");
  });

  test("handed over twice changes nothing, tombstones included", () => {
    const loaded = given(page, older, withdrawn(1, "z"));
    expect(given(loaded, older)).toBe(loaded);
  });
});

describe("a first page to compare with", () => {
  test("brings news to the waiting ones only", () => {
    const state = given(page, seen(9, [story("d", 40), c, b]));
    expect(shown(state)).toBe("c b a");
    expect(pending(state)).toBe("d");
    expect(state.gap).toBe(false);
  });

  test("patches, and finds what was withdrawn in between", () => {
    const state = given(page, seen(9, [story("c", 30, "C"), a]));
    expect(shown(state)).toBe("C [b] a");
    expect(state.shown[1]?.gone).toBe("missing"); // why, only the stream knows
  });

  test("does not take for withdrawn what lies beyond its end", () => {
    expect(shown(given(page, seen(9, [c, b])))).toBe("c b a");
    expect(shown(given(page, seen(9, [c, b], { whole: true })))).toBe("c b [a]");
  });

  test("in an order other than by time says nothing of withdrawals", () => {
    expect(shown(given(page, seen(9, [a], { sort: "trending" })))).toBe("c b a");
  });

  test("that was read before an event does not undo it", () => {
    const state = given(page, published(10, story("d", 40)), withdrawn(11, "b"), seen(9, [c, b, a]));
    expect(pending(state)).toBe("d");
    expect(shown(state)).toBe("c [b] a");
  });

  test("that does not join up with the list says so, and the list begins anew", () => {
    const gap = given(page, seen(9, [story("f", 60), story("e", 50)]));
    expect(gap.gap).toBe(true);
    expect(shown(gap)).toBe("c b a");
    const anew = given(gap, { type: "reloaded", stories: [story("f", 60), story("e", 50)] });
    expect(shown(anew)).toBe("f e");
    expect(anew.gap).toBe(false);
    expect(pending(anew)).toBe("");
  });

  test("fills an empty feed by the pill, too", () => {
    const state = given(initialFeed([]), seen(9, [a], { whole: true }));
    expect(shown(state)).toBe("");
    expect(pending(state)).toBe("a");
    expect(state.gap).toBe(false);
  });

  test("counts from another log after a resync", () => {
    const state = given(
      page,
      updated(900, story("b", 20, "old")),
      { type: "resynced" },
      seen(3, [c, story("b", 20, "new"), a]),
    );
    expect(shown(state)).toBe("c new a");
  });
});

test("of what the reader hides nothing waits, what is shown keeps its place and is not taken for withdrawn; their own stays", () => {
  const wasps = { kind: "tag", tag: "wasps" } as const;
  const tagged = (of: StoryCard, author = "author") => ({
    ...of,
    tags: ["wasps"],
    author: { ...of.author, id: author },
  });
  const own = tagged(story("b", 20), "me");
  const begin = initialFeed([tagged(c), own, a], "me");
  const hid = given(begin, published(1, tagged(story("d", 40))), { type: "hid", what: wasps }, seen(5, [own, a]));
  const gone = (state: FeedState) =>
    state.shown.filter(({ story }) => hiddenBy(state, story)).map(({ story }) => story.id);
  expect([pending(hid), shown(hid), gone(hid)]).toEqual(["", "c b a", ["c"]]);
  expect(pending(given(hid, published(6, tagged(story("e", 50)))))).toBe("");
  const news = story("e", 50);
  const back = given(
    hid,
    published(6, news),
    { type: "unhid", what: wasps },
    seen(7, [news, tagged(story("d", 40)), tagged(c), own, a]),
  );
  expect([pending(back), shown(back), gone(back)]).toEqual(["e d", "c b a", []]);
});
