import { isUnheard, type Viewer } from "@/live/viewer";
import type { StoryAudience } from "@/modules/story/events";
import { type Commenting, editingWindowMs, type Refusal } from "./schema";

/** Why `viewer` may not comment on a story that they can read; null when they may. */
export function refusalFor(viewer: Viewer, story: StoryAudience & { commenting: Commenting }): Refusal | null {
  if (viewer.memberId === null) return "guest";
  if (story.visibility === null) return "unpublished";
  if (story.commenting === "none") return "closed";
  if (viewer.memberId === story.authorId || story.commenting === "members") return null;
  return viewer.follows.has(story.authorId) ? null : "followers";
}

/** What decides who sees a comment on a story that they can read. */
export interface CommentState {
  writerId: string | null;
  state: "shown" | "held";
}

/** Those who see a comment that is held: its writer and the author of the story. */
export const isInsider = ({ memberId }: Viewer, writerId: string | null, authorId: string): boolean =>
  memberId !== null && (memberId === writerId || memberId === authorId);

export const seesComment = (viewer: Viewer, { writerId, state }: CommentState, authorId: string): boolean =>
  !(writerId && isUnheard(viewer, writerId)) && (state === "shown" || isInsider(viewer, writerId, authorId));

/** Until when its writer may change a comment, in milliseconds since 1970. */
export const editableUntil = (createdAt: Date): number => createdAt.getTime() + editingWindowMs;
