import { aboveOf, type Place } from "../place";
import type { CommentPage, CommentView } from "../schema";

/**
 * What the comments below a story show, and what waits to be shown. One rule governs it: nothing appears, goes or changes
 * place under the reader. What others write waits until it is asked for, each at its place; what is removed leaves a
 * tombstone. The order is that of the places, which never change.
 */
export interface CommentsState {
  /** All that was loaded or heard of, by id. */
  readonly known: Readonly<Record<string, Known>>;
  /** What lies outside of these places is not loaded and comes with its page; null where there is no such bound. */
  readonly begin: Place | null;
  readonly end: Place | null;
  /** Of all comments that everyone may see, here or not. */
  readonly total: number;
}

interface Known {
  readonly place: Place;
  readonly version: number;
  /** As it was last, for one that is gone; null where that was never shown. */
  readonly comment: CommentView | null;
  readonly standing: "shown" | "waiting" | "gone";
  /** Position in the log of the last word on it. */
  readonly at: number;
}

export type CommentsAction =
  /** A page was asked for: what is on it is shown. */
  | { type: "pageLoaded"; page: CommentPage; at: number }
  /** The list begins anew with this page, at the thread of a link or at the first. */
  | { type: "restarted"; page: CommentPage; at: number; atThread: boolean }
  /** A comment as it is now; `mine` when this tab has written it. */
  | { type: "said"; comment: CommentView; at: number; mine: boolean }
  | { type: "deleted"; id: string; place: Place; version: number; at: number }
  /** Show what waits below this place; null for new threads. */
  | { type: "revealed"; below: Place | null }
  /** The reader does not want to see this member any more. */
  | { type: "memberHidden"; memberId: string }
  /** What lies after the place `after` and up to `page.nextCursor`, read anew to compare. */
  | { type: "compared"; page: CommentPage; after: Place | null; at: number };

export const initialComments = (page: CommentPage, at: number): CommentsState =>
  load({ known: {}, begin: null, end: null, total: page.total }, page, at);

export function commentsReducer(state: CommentsState, action: CommentsAction): CommentsState {
  switch (action.type) {
    case "pageLoaded":
      return load(state, action.page, action.at);
    case "restarted": {
      const fresh = initialComments(action.page, action.at);
      return action.atThread ? { ...fresh, begin: action.page.items[0]?.place ?? null } : fresh;
    }
    case "said":
      return say(state, action);
    case "deleted":
      return remove(state, action);
    case "revealed":
      return changeAll(state, (entry) =>
        entry.standing === "waiting" && shownAbove(state, entry.place) === action.below
          ? { ...entry, standing: "shown" }
          : entry,
      );
    case "memberHidden":
      return changeAll(state, (entry) =>
        entry.comment?.writer?.id === action.memberId
          ? { ...entry, standing: "gone", comment: entry.standing === "waiting" ? null : entry.comment }
          : entry,
      );
    case "compared":
      return compare(state, action);
  }
}

type Said = Extract<CommentsAction, { type: "said" }>;
type Deleted = Extract<CommentsAction, { type: "deleted" }>;
type Compared = Extract<CommentsAction, { type: "compared" }>;

function load(state: CommentsState, page: CommentPage, at: number): CommentsState {
  const known = { ...state.known };
  for (const comment of page.items) {
    const before = known[comment.id];
    if (before && before.version >= comment.version) {
      // It was heard of while its page was on its way.
      if (before.standing === "waiting") known[comment.id] = { ...before, standing: "shown" };
      continue;
    }
    known[comment.id] = { place: comment.place, version: comment.version, comment, standing: "shown", at };
  }
  return { ...state, known, end: page.nextCursor };
}

/** What an entry adds to the total. */
const counts = (entry: Pick<Known, "comment" | "standing"> | undefined) =>
  entry && entry.standing !== "gone" && entry.comment?.state === "shown" ? 1 : 0;

function say(state: CommentsState, { comment, at, mine }: Said): CommentsState {
  const { id, place, version } = comment;
  const before = state.known[id];
  if (before && before.version >= version) return state;
  const total = state.total + counts({ comment, standing: "shown" }) - counts(before);
  const elsewhere = (state.end !== null && place > state.end) || (state.begin !== null && place < state.begin);
  if (!before && elsewhere && !mine) return { ...state, total };
  const standing = mine || before?.standing === "shown" || before?.standing === "gone" ? "shown" : "waiting";
  return { ...state, total, known: { ...state.known, [id]: { place, version, comment, standing, at } } };
}

function remove(state: CommentsState, { id, place, version, at }: Deleted): CommentsState {
  const before = state.known[id];
  if (before && before.version >= version) return state;
  const total = state.total - (before ? counts(before) : 1);
  // One that was never shown leaves nothing; it is remembered, so that no older word brings it back.
  const comment = before && before.standing !== "waiting" ? before.comment : null;
  const entry: Known = { place, version, comment, standing: "gone", at };
  return { ...state, total: Math.max(0, total), known: { ...state.known, [id]: entry } };
}

function changeAll(state: CommentsState, change: (entry: Known) => Known): CommentsState {
  const known = Object.fromEntries(Object.entries(state.known).map(([id, entry]) => [id, change(entry)]));
  return { ...state, known };
}

function compare(state: CommentsState, { page, after, at }: Compared): CommentsState {
  const present = new Set(page.items.map(({ id }) => id));
  let next = state;
  for (const comment of page.items) next = say(next, { type: "said", comment, at, mine: false });
  for (const [id, entry] of Object.entries(next.known)) {
    const read =
      (after === null || entry.place > after) && (page.nextCursor === null || entry.place <= page.nextCursor);
    if (!read || present.has(id) || entry.at > at || entry.standing === "gone") continue;
    next = remove(next, { type: "deleted", id, place: entry.place, version: entry.version + 1, at });
  }
  return { ...next, total: page.total };
}

/** The nearest place above this one where something is to be seen; null where there is none. */
export function shownAbove(state: CommentsState, place: Place): Place | null {
  const visible = visiblePlaces(state);
  let above = aboveOf(place);
  while (above !== null && !visible.has(above)) above = aboveOf(above);
  return above;
}

const placesByState = new WeakMap<CommentsState, Set<Place>>();

/** Where something stands: what is shown, tombstones, and whatever is above one of them. */
export function visiblePlaces(state: CommentsState): ReadonlySet<Place> {
  const cached = placesByState.get(state);
  if (cached) return cached;
  const places = new Set<Place>();
  for (const { place, standing, comment } of Object.values(state.known)) {
    if (standing === "waiting" || (standing === "gone" && comment === null)) continue;
    for (let at: Place | null = place; at !== null && !places.has(at); at = aboveOf(at)) places.add(at);
  }
  placesByState.set(state, places);
  return places;
}
