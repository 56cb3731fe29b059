import type { FeedSort, StoryCard } from "@/modules/story/schema";
import type { Unwanted } from "@/modules/unwanted/schema";

/**
 * What the feed shows and what waits to be shown. One rule governs it: nothing appears, goes or changes place under the
 * reader. News waits in `pending` until it is asked for; what is withdrawn keeps its place as a tombstone.
 */
export interface FeedState {
  readonly shown: readonly FeedEntry[];
  /** Newest first. None of it is shown, but for the tombstone of a story that has come back. */
  readonly pending: readonly PendingStory[];
  /** True where the first page does not join up with what is shown: it must be loaded anew, not put on top. */
  readonly gap: boolean;
  /** The story at which a reader who was away left off, once what they missed stands above it. */
  readonly leftOff: string | null;
  /** What the reader has hidden since the page was made. Of what is shown a quiet line keeps its place, so that it can come back. */
  readonly hidden: readonly Unwanted[];
  /** Authors whom the reader has muted since. */
  readonly muted: readonly string[];
  /** Id of the reader, from whom nothing of their own is hidden; null for a guest. */
  readonly memberId: string | null;
  /** The latest word on each story since the page was made, by story id: events of two streams may cross. */
  readonly heard: Readonly<Record<string, Word>>;
}

export interface FeedEntry {
  readonly story: StoryCard;
  /** Why it is a tombstone: the stream said that it was withdrawn, or a comparison found that it is not there any more. */
  readonly gone: "withdrawn" | "missing" | null;
}

export interface PendingStory {
  readonly story: StoryCard;
  /** Published from this very tab, so its author need not be told. */
  readonly own: boolean;
  /** It was published while the reader was away. */
  readonly missed?: boolean;
}

/** A story as it stood at a position of the log; null when it was withdrawn. */
interface Word {
  readonly at: number;
  readonly story: StoryCard | null;
}

export type FeedAction =
  /** An older page was loaded to stand below. */
  | { type: "pageLoaded"; stories: readonly StoryCard[] }
  | { type: "published"; at: number; story: StoryCard; own: boolean; missed?: boolean }
  | { type: "updated"; at: number; story: StoryCard }
  | { type: "withdrawn"; at: number; id: string }
  /** The first page as it stood at `at`, fetched to compare; `whole` when there is no further page. */
  | {
      type: "firstPageSeen";
      at: number;
      stories: readonly StoryCard[];
      whole: boolean;
      sort: FeedSort;
      /** What it brings came while the reader was away. */
      missed?: boolean;
    }
  /** The positions known so far mean nothing any more. */
  | { type: "resynced" }
  | { type: "pendingShown" }
  /** The reader muted an author: nothing of theirs waits any more. What is shown stays where it is. */
  | { type: "leftOut"; authorId: string }
  /** The reader hid something, here or in another tab: nothing of it waits any more. */
  | { type: "hid"; what: Unwanted }
  | { type: "unhid"; what: Unwanted }
  /** The list begins anew with this first page, because the reader asked for it. */
  | { type: "reloaded"; stories: readonly StoryCard[] };

const entry = (story: StoryCard): FeedEntry => ({ story, gone: null });

export const initialFeed = (stories: readonly StoryCard[], memberId: string | null = null): FeedState => ({
  shown: stories.map(entry),
  pending: [],
  gap: false,
  leftOff: null,
  hidden: [],
  muted: [],
  memberId,
  heard: {},
});

export function feedReducer(state: FeedState, action: FeedAction): FeedState {
  switch (action.type) {
    case "pageLoaded":
      return append(state, action.stories);
    case "published":
      return publish(state, action);
    case "updated":
      return isOld(state, action.story.id, action.at) ? state : patch(remember(state, action.at, action.story));
    case "withdrawn":
      return isOld(state, action.id, action.at) ? state : takeAway(state, [action.id], action.at, "withdrawn");
    case "firstPageSeen":
      return compare(state, action);
    case "resynced":
      return { ...state, heard: {} };
    case "pendingShown":
      return showPending(state);
    case "leftOut":
      return {
        ...state,
        muted: [...state.muted, action.authorId],
        pending: state.pending.filter(({ story }) => story.author.id !== action.authorId),
      };
    case "hid":
      return hide(state, action.what);
    case "unhid":
      return { ...state, hidden: state.hidden.filter((what) => !isSame(what, action.what)) };
    case "reloaded":
      return { ...initialFeed(action.stories, state.memberId), heard: state.heard };
  }
}

type Published = Extract<FeedAction, { type: "published" }>;
type FirstPage = Extract<FeedAction, { type: "firstPageSeen" }>;

const isOld = ({ heard }: FeedState, id: string, at: number) => (heard[id]?.at ?? -1) >= at;

const isSame = (one: Unwanted, other: Unwanted): boolean => JSON.stringify(one) === JSON.stringify(other);

function hide(state: FeedState, what: Unwanted): FeedState {
  const next = { ...state, hidden: [...state.hidden.filter((other) => !isSame(other, what)), what] };
  return { ...next, pending: next.pending.filter(({ story }) => !hiddenBy(next, story)) };
}

/** Why a story is not to be seen though it is in the list: what was hidden last of what takes it out; null for most. */
export const hiddenBy = ({ hidden, memberId }: FeedState, { id, author, tags }: StoryCard): Unwanted | null =>
  (author.id !== memberId &&
    hidden.findLast((what) => (what.kind === "tag" ? tags.includes(what.tag) : what.storyId === id))) ||
  null;

/** True for stories that are neither shown nor waiting; a tombstone is no story. */
function isUnknownTo({ shown, pending }: FeedState): (story: StoryCard) => boolean {
  const known = new Set<string>();
  for (const { story, gone } of shown) if (!gone) known.add(story.id);
  for (const { story } of pending) known.add(story.id);
  return ({ id }) => !known.has(id);
}

function append(state: FeedState, stories: readonly StoryCard[]): FeedState {
  const present = new Set([...state.shown, ...state.pending].map(({ story }) => story.id));
  const older = stories.filter(({ id }) => !present.has(id) && state.heard[id]?.story !== null);
  return older.length === 0 ? state : patch({ ...state, shown: [...state.shown, ...older.map(entry)] });
}

function publish(state: FeedState, { at, story: announced, own, missed }: Published): FeedState {
  const known = isOld(state, announced.id, at) ? state : remember(state, at, announced);
  // Of two streams a later change may have come first; its word counts.
  const story = known.heard[announced.id]?.story;
  if (!story || hiddenBy(known, story)) return known;
  if (!isUnknownTo(known)(story)) return patch(known);
  return { ...known, pending: [{ story, own, missed }, ...known.pending] };
}

const remember = (state: FeedState, at: number, ...stories: readonly StoryCard[]): FeedState => ({
  ...state,
  heard: { ...state.heard, ...Object.fromEntries(stories.map((story) => [story.id, { at, story }])) },
});

/** Brings what is shown and what waits up to the latest word, each where it stands. */
function patch(state: FeedState): FeedState {
  const current = <Item extends { story: StoryCard; gone?: FeedEntry["gone"] }>(item: Item): Item => {
    const story = item.gone ? null : state.heard[item.story.id]?.story;
    return story && story !== item.story ? { ...item, story } : item;
  };
  return { ...state, shown: state.shown.map(current), pending: state.pending.map(current) };
}

function takeAway(state: FeedState, ids: readonly string[], at: number, why: "withdrawn" | "missing"): FeedState {
  if (ids.length === 0) return state;
  const taken = new Set(ids);
  return {
    ...state,
    shown: state.shown.map((item) => (taken.has(item.story.id) ? { ...item, gone: why } : item)),
    pending: state.pending.filter(({ story }) => !taken.has(story.id)),
    heard: { ...state.heard, ...Object.fromEntries(ids.map((id) => [id, { at, story: null }])) },
  };
}

function showPending(state: FeedState): FeedState {
  const returning = new Set(state.pending.map(({ story }) => story.id));
  const kept = state.shown.filter(({ story }) => !returning.has(story.id));
  const leftOff = state.pending.some(({ missed }) => missed) ? (kept[0]?.story.id ?? null) : null;
  return { ...state, shown: [...state.pending.map(({ story }) => entry(story)), ...kept], pending: [], leftOff };
}

const publishedAt = (story: StoryCard | undefined) => story?.publishedAt ?? "";

/** Takes from a first page what the stream did not tell: changes, withdrawals, and news for `pending`. */
function compare(state: FeedState, { at, stories, whole, sort, missed }: FirstPage): FeedState {
  const fresh = stories.filter((story) => !isOld(state, story.id, at));
  const patched = patch(remember(state, at, ...fresh));
  const missing = sort === "trending" ? [] : missingFrom(patched, stories, whole, at);
  const swept = takeAway(patched, missing, at, "missing");

  const newest = swept.shown.map(({ story }) => publishedAt(story)).reduce(later, "");
  const isUnknown = isUnknownTo(swept);
  // An older story that is not known belongs further down: it comes when the page there is loaded.
  const news = fresh.filter((story) => isUnknown(story) && publishedAt(story) > newest && !hiddenBy(swept, story));
  const gap = news.length === stories.length && !whole && swept.shown.length > 0;
  return {
    ...swept,
    gap: swept.gap || gap,
    // What was taken back from being hidden may belong between those that wait.
    pending: [...news.map((story) => ({ story, own: false, missed })), ...swept.pending].sort((a, b) =>
      publishedAt(b.story).localeCompare(publishedAt(a.story)),
    ),
  };
}

const later = (a: string, b: string) => (a > b ? a : b);

/**
 * Known stories that would stand on this first page if they could still be seen; what the reader has hidden or muted is not
 * there for another reason. Right for lists ordered by time alone.
 */
function missingFrom(state: FeedState, stories: readonly StoryCard[], whole: boolean, at: number): string[] {
  const present = new Set(stories.map(({ id }) => id));
  const end = whole ? "" : publishedAt(stories.at(-1));
  return [...state.shown, ...state.pending]
    .filter(({ story }) => publishedAt(story) > end && !present.has(story.id) && !isOld(state, story.id, at))
    .filter(({ story }) => !hiddenBy(state, story) && !state.muted.includes(story.author.id))
    .map(({ story }) => story.id);
}
