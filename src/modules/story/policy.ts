import { isApart, type Viewer } from "@/live/viewer";
import type { StoryStatus, Visibility } from "./schema";

/** What decides who may do what with a story. */
export interface StoryState {
  id: string;
  authorId: string;
  status: StoryStatus;
  visibility: Visibility;
  removedAt: Date | null;
}

/**
 * read: open it by its link. list: meet it in a feed, a list or a live event. preview: read its drafts. edit: change its
 * chapters. own: publish and remove it, and all else. What someone may not do is answered as if the story did not exist.
 */
export type StoryVerb = "read" | "list" | "preview" | "edit" | "own";

/** Whether a story belongs into the feed of those and of what the viewer follows. */
export const isFollowed = (viewer: Viewer, authorId: string, tags: readonly string[]): boolean =>
  viewer.follows.has(authorId) || (viewer.memberId !== authorId && tags.some((tag) => viewer.followedTags.has(tag)));

/** Whether a story may come before the viewer by itself: within the limits that they have set, or their own. */
export const isWelcome = (
  { memberId, limits }: Viewer,
  story: { author: { id: string }; rating: string; warnings: readonly string[] },
): boolean =>
  story.author.id === memberId ||
  (limits.ratings.has(story.rating) &&
    !story.warnings.some((warning) => limits.avoidedWarnings.has(warning.toLowerCase())));

/**
 * Whether the viewer has not hidden a story, or a tag of it.
 * @param asked The tag that was asked for by name, which then hides nothing.
 */
export const isWanted = (
  { memberId, unwanted }: Viewer,
  story: { id: string; author: { id: string }; tags: readonly string[] },
  asked?: string,
): boolean =>
  story.author.id === memberId ||
  (!unwanted.stories.has(story.id) && !story.tags.some((tag) => tag !== asked && unwanted.tags.has(tag)));

export function can(viewer: Viewer, verb: StoryVerb, story: StoryState): boolean {
  const own = viewer.memberId === story.authorId;
  if (own) return verb !== "list" || (story.status === "published" && story.removedAt === null);
  if (verb === "own") return false;
  if (isApart(viewer, story.authorId)) return false;
  const role = story.removedAt === null ? viewer.collaborations.get(story.id) : undefined;
  if (verb === "edit") return role === "editor";
  if (verb === "preview") return role !== undefined;
  if (verb === "read" && role) return true;
  if (story.status !== "published" || story.removedAt !== null) return false;
  switch (story.visibility) {
    case "public":
      return true;
    case "followers":
      return viewer.follows.has(story.authorId);
    case "unlisted":
      return verb === "read";
  }
}
