import type { InfiniteData } from "@tanstack/react-query";
import type { FeedPage } from "@/modules/story/schema";
import type { FeedState } from "./feed-state";

/** A feed as it was left. */
export interface SavedView {
  state: FeedState;
  pages: InfiniteData<FeedPage, string | null | undefined>;
}

/**
 * By the page that the server sent, as an object. Back brings the very same object out of the router's cache, and with it
 * the list as it was, at its full height; a link to the feed brings a new page, which knows of no past.
 */
export const savedViews = new WeakMap<FeedPage, SavedView>();
