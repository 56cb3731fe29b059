import { z } from "zod";
import { searchStoriesInput } from "@/modules/search/schema";
import { text } from "@/platform/text";

export const mostSearches = 50;

/** What is searched for, and in which order it is shown. */
export const searchTerms = searchStoriesInput.omit({ cursor: true, limit: true });
export type SearchTerms = z.infer<typeof searchTerms>;

export const searchName = text().trim().min(1, "A search needs a name").max(80, "At most 80 characters");

export const saveSearchInput = z.object({ name: searchName, terms: searchTerms });
export type SaveSearch = z.infer<typeof saveSearchInput>;

export const searchIdInput = z.object({ id: z.uuid("A saved search's id is a UUID") });
export const renameSearchInput = searchIdInput.extend({ name: searchName });

/** A search that a member keeps under a name. */
export const savedSearch = z.object({
  id: z.string(),
  name: z.string(),
  terms: searchTerms,
  /** When its member last looked at what it finds. */
  openedAt: z.iso.datetime(),
});
export type SavedSearch = z.infer<typeof savedSearch>;

/** New stories are counted up to here; more are "99+". */
export const mostCounted = 100;

/** How many stories that a search finds were published since it was last opened; null where counting took too long. */
export const freshCount = z.object({ id: z.string(), stories: z.number().int().max(mostCounted).nullable() });
export type FreshCount = z.infer<typeof freshCount>;
