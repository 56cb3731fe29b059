import { z } from "zod";
import { feedSort, genre, tag } from "@/modules/story/schema";

/** What the address of the feed says; what it says wrongly counts as not said. */
export const feedFilter = z.object({
  sort: feedSort.catch("latest"),
  genre: genre.optional().catch(undefined),
  tag: tag.optional().catch(undefined),
});
export type FeedFilter = z.infer<typeof feedFilter>;

/** The address of the feed under `filter`; the same filter always has the same address. */
export function feedHref({ sort, genre, tag }: FeedFilter): string {
  const query = new URLSearchParams();
  if (sort !== "latest") query.set("sort", sort);
  if (genre) query.set("genre", genre);
  if (tag) query.set("tag", tag);
  return query.size > 0 ? `/community?${query}` : "/community";
}

/** Stories per page: six rows of two. With the lead there is one more than fills the rows, so that something follows. */
export const feedPageSize = 13;
