import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aboveOf, depthOf, placeFor } from "@/modules/comment/place";
import type { CommentPage, CommentView } from "@/modules/comment/schema";
import { assemble, type Branch } from "@/modules/comment/ui/assemble";
import {
  type CommentsAction,
  type CommentsState,
  commentsReducer,
  initialComments,
} from "@/modules/comment/ui/comment-state";

let position = 0;
function comment(id: string, parent: CommentView | null = null, more: Partial<CommentView> = {}): CommentView {
  return {
    id,
    storyId: "story",
    chapterId: null,
    chapterNumber: null,
    parentId: parent?.id ?? null,
    place: placeFor(parent?.place ?? null, ++position),
    writer: { id: `w-${id}`, handle: id, name: id, image: null },
    body: id,
    state: "shown",
    version: 1,
    createdAt: new Date(0).toISOString(),
    editedAt: null,
    ...more,
  };
}

const page = (items: CommentView[], more: Partial<CommentPage> = {}): CommentPage => ({
  items: [...items].sort((a, b) => (a.place < b.place ? -1 : 1)),
  nextCursor: null,
  total: items.length,
  settings: { commenting: "members", moderated: false },
  refusal: null,
  live: "e.1",
  ...more,
});

const a = comment("a");
const a1 = comment("a1", a);
const a2 = comment("a2", a);
const b = comment("b");
const loaded = initialComments(page([a, a1, a2, b]), 1);

const given = (state: CommentsState, ...actions: CommentsAction[]) => actions.reduce(commentsReducer, state);
const said = (what: CommentView, at = 2, mine = false): CommentsAction => ({ type: "said", comment: what, at, mine });
const deleted = ({ id, place }: CommentView, version = 2, at = 3): CommentsAction => ({
  type: "deleted",
  id,
  place,
  version,
  at,
});
const revealed = (below: CommentView | null): CommentsAction => ({ type: "revealed", below: below?.place ?? null });

/** "b a(a1 a2 +1)": answers in brackets, "~" for what is missing, "+n" for what waits. */
function drawing({ answers, waiting, outgoing }: Branch): string {
  const drawn = answers.map((node) => {
    const below = drawing(node);
    return (node.comment?.body ?? "~") + (below && `(${below})`);
  });
  return [...drawn, ...outgoing.map(({ body }) => `>${body}`), ...(waiting ? [`+${waiting}`] : [])].join(" ");
}
const draw = (state: CommentsState, outgoing: Parameters<typeof assemble>[1] = []) =>
  drawing(assemble(state, outgoing));

describe("what others write", () => {
  const a3 = comment("a3", a);
  const c = comment("c");

  test("waits where it belongs, and is shown there when asked for", () => {
    const state = given(loaded, said(a3), said(c));
    expect(draw(state)).toBe("b a(a1 a2 +1) +1");
    expect(draw(given(state, revealed(a)))).toBe("b a(a1 a2 a3) +1");
    expect(draw(given(state, revealed(null)))).toBe("c b a(a1 a2 +1)");
  });

  test("below something that waits counts with it", () => {
    const state = given(loaded, said(a3), said(comment("a31", a3)), said(comment("a32", a3)));
    expect(draw(state)).toBe("b a(a1 a2 +3)");
    expect(draw(given(state, revealed(a)))).toBe("b a(a1 a2 a3(a31 a32))");
  });

  test("that is told twice waits once, and is not taken back by an older word", () => {
    const edited = { ...a3, version: 2, body: "A3" };
    expect(draw(given(loaded, said(edited), said(a3), said(edited), revealed(a)))).toBe("b a(a1 a2 A3)");
  });

  test("beyond the loaded pages comes with its page, and is counted all the same", () => {
    const first = initialComments(page([b], { nextCursor: b.place, total: 2 }), 1);
    const state = given(first, said(a1));
    expect(draw(state)).toBe("b");
    expect(state.total).toBe(3);
    const more = given(state, { type: "pageLoaded", page: page([a, a1]), at: 5 });
    expect(draw(more)).toBe("b a(a1)");
  });

  test("is hidden with its writer", () => {
    expect(draw(given(loaded, { type: "memberHidden", memberId: "w-a" }))).toBe("b ~(a1 a2)");
  });
});

describe("what this tab writes", () => {
  const a3 = comment("a3", a);
  const outgoing = { id: "a3", chapterId: null, parentId: "a", below: a.place, body: "a3", failure: null };

  test("stands where it will be, and once only, whichever of answer and event comes first", () => {
    expect(draw(loaded, [outgoing])).toBe("b a(a1 a2 >a3)");
    const state = given(loaded, said(a3, 2, true));
    expect(draw(state, [outgoing])).toBe("b a(a1 a2 a3)");
    expect(draw(given(state, said(a3)))).toBe("b a(a1 a2 a3)");
  });
});

describe("what is removed", () => {
  test("leaves a tombstone; what answers it stays", () => {
    expect(draw(given(loaded, deleted(a1), deleted(a)))).toBe("b ~(~ a2)");
  });

  test("while it waits is gone without a trace", () => {
    const a3 = comment("a3", a);
    expect(draw(given(loaded, said(a3), deleted(a3), said(a3), revealed(a)))).toBe("b a(a1 a2)");
  });

  test("and let through again stands in its place", () => {
    expect(draw(given(loaded, deleted(a1), said({ ...a1, version: 3 })))).toBe("b a(a1 a2)");
  });

  test("is taken off the count once", () => {
    const state = given(loaded, deleted(a1), deleted(a1), deleted(a1, 3));
    expect(state.total).toBe(3);
  });
});

describe("a comparison after a gap", () => {
  test("finds what is new, changed and gone, and does not undo what was heard later", () => {
    const a3 = comment("a3", a);
    const later = comment("later");
    const state = given(loaded, said(later, 9), {
      type: "compared",
      page: page([a, { ...a1, version: 2, body: "A1" }, a3, b]),
      after: null,
      at: 8,
    });
    expect(draw(state)).toBe("b a(A1 ~ +1) +1");
  });

  test("reads page by page, and each says nothing of the others", () => {
    const state = given(
      loaded,
      { type: "compared", page: page([b], { nextCursor: b.place, total: 3 }), after: null, at: 8 },
      { type: "compared", page: page([a, a2], { total: 3 }), after: b.place, at: 8 },
    );
    expect(draw(state)).toBe("b a(~ a2)");
    expect(state.total).toBe(3);
  });
});

test("whatever comes in whatever order, nothing moves unasked, and in the end all see the same", () => {
  const arbitrary = fc.record({
    answers: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 20 }),
    edits: fc.array(fc.record({ which: fc.nat(), gone: fc.boolean() }), { maxLength: 15 }),
    loadedCount: fc.nat({ max: 20 }),
    order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  });
  fc.assert(
    fc.property(arbitrary, ({ answers, edits, loadedCount, order }) => {
      const all: CommentView[] = [];
      for (const [index, parent] of answers.entries()) {
        all.push(comment(`c${index}`, parent < all.length ? (all[parent] ?? null) : null));
      }
      const versions = new Map(all.map(({ id }) => [id, 1]));
      const gone = new Set<string>();
      const events: CommentsAction[] = all.map((one) => said(one));
      for (const { which, gone: isGone } of edits) {
        const one = all[which % all.length];
        if (!one || gone.has(one.id)) continue;
        const version = (versions.get(one.id) ?? 0) + 1;
        versions.set(one.id, version);
        if (isGone) gone.add(one.id);
        events.push(isGone ? deleted(one, version) : said({ ...one, version, body: `${one.id} v${version}` }));
      }
      let state = initialComments(page(all.slice(0, loadedCount)), 1);
      const standing = () =>
        Object.entries(state.known)
          .filter(([, entry]) => entry.standing !== "waiting" && entry.comment !== null)
          .map(([id]) => id)
          .sort();
      const before = standing();
      const shuffled = [...events, ...events]
        .map((event, index) => ({ event, key: order[index % order.length] ?? 0 }))
        .sort((x, y) => x.key - y.key);
      for (const { event } of shuffled) state = commentsReducer(state, event);
      expect(standing()).toEqual(before);

      for (let waiting = true; waiting; ) {
        const entry = Object.values(state.known).find((known) => known.standing === "waiting");
        waiting = entry !== undefined;
        const places = [null, ...all.map(({ place }) => place)];
        if (entry) for (const below of places) state = commentsReducer(state, { type: "revealed", below });
      }
      const shown = Object.entries(state.known)
        .filter(([, entry]) => entry.standing === "shown")
        .map(([id, entry]) => `${id}@${entry.version}`)
        .sort();
      const expected = all.filter(({ id }) => !gone.has(id)).map(({ id }) => `${id}@${versions.get(id)}`);
      expect(shown).toEqual(expected.sort());
    }),
    { numRuns: 300 },
  );
});

test("places sort in the order of reading, five deep at most", () => {
  const parents = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(parents, (chosen) => {
      const places: string[] = [];
      for (const [index, parent] of chosen.entries()) {
        const above = parent < index ? (places[parent] ?? null) : null;
        const place = placeFor(above, index + 1);
        expect(depthOf(place)).toBeLessThanOrEqual(5);
        places.push(place);
      }
      const sorted = [...places].sort();
      expect(new Set(places).size).toBe(places.length);
      // right below its parent come its answers only, before anything else
      for (const place of places) {
        const from = sorted.indexOf(place);
        const below = sorted.slice(from + 1).findIndex((other) => !other.startsWith(place));
        const within = below === -1 ? sorted.slice(from + 1) : sorted.slice(from + 1, from + 1 + below);
        expect(within).toHaveLength(places.filter((other) => other !== place && other.startsWith(place)).length);
      }
      const roots = sorted.filter((place) => aboveOf(place) === null);
      expect(roots).toEqual(places.filter((place) => aboveOf(place) === null).reverse());
    }),
  );
});
