import { aboveOf, type Place } from "../place";
import type { CommentView } from "../schema";
import { type CommentsState, shownAbove, visiblePlaces } from "./comment-state";

/** A comment on its way to the server, or one that did not get there. */
export interface Outgoing {
  id: string;
  chapterId: string | null;
  parentId: string | null;
  /** Below which place it will stand; null for a new thread. */
  below: Place | null;
  body: string;
  /** Why it did not get there; null while it is on its way. */
  failure: string | null;
}

/** What stands below one place: of a story's comments, or of one of them. */
export interface Branch {
  answers: CommentNode[];
  /** How many wait to be shown here. */
  waiting: number;
  outgoing: Outgoing[];
}

export interface CommentNode extends Branch {
  place: Place;
  /** Null where one is missing: removed, or not for this reader. */
  comment: CommentView | null;
  /** What stood here during this visit and is gone: its room is kept. */
  gone: CommentView | null;
}

const branch = (): Branch => ({ answers: [], waiting: 0, outgoing: [] });

/** The threads as they are to be shown. */
export function assemble(state: CommentsState, outgoing: readonly Outgoing[]): Branch {
  const root = branch();
  const nodes = new Map<Place, CommentNode>();
  const at = (place: Place | null): Branch => (place === null ? root : (nodes.get(place) ?? root));
  for (const place of [...visiblePlaces(state)].sort()) {
    const node: CommentNode = { ...branch(), place, comment: null, gone: null };
    nodes.set(place, node);
    at(aboveOf(place)).answers.push(node);
  }
  for (const { place, standing, comment } of Object.values(state.known)) {
    const node = nodes.get(place);
    if (standing === "shown" && node) node.comment = comment;
    if (standing === "gone" && node) node.gone = comment;
    if (standing === "waiting") at(shownAbove(state, place)).waiting++;
  }
  // The server's word on it may come before its answer.
  for (const item of outgoing) if (!state.known[item.id]) at(item.below).outgoing.push(item);
  return root;
}
