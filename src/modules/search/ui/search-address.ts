import { z } from "zod";
import { genre, progress, rating, tag } from "@/modules/story/schema";
import { type SearchSort, type SearchStories, searchSorts } from "../schema";

/** How long a story is, as one chooses it; in words. */
export const lengths = {
  short: { label: "Under 10 minutes", maxWords: 2_300 },
  medium: { label: "10 to 45 minutes", minWords: 2_300, maxWords: 10_350 },
  long: { label: "Over 45 minutes", minWords: 10_350 },
} as const;
export type Length = keyof typeof lengths;

/** One value of the address, or several. */
const several = <Item extends z.ZodType<string>>(item: Item) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [given ?? []].flat().flatMap((value) => item.safeParse(value).data ?? []));

const warning = z.string().trim().min(1).max(60);

/** What the address of the search says; what it says wrongly counts as not said. */
export const searchAddress = z.object({
  q: z
    .string()
    .trim()
    .transform((q) => q.slice(0, 200))
    .catch(""),
  sort: z.enum(searchSorts).catch("relevance"),
  genre: genre.optional().catch(undefined),
  rating: several(rating),
  tag: several(tag),
  notTag: several(tag),
  notWarning: several(warning),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional()
    .catch(undefined),
  length: z.enum(["short", "medium", "long"]).optional().catch(undefined),
  form: z.enum(["single", "chapters"]).optional().catch(undefined),
  progress: progress.optional().catch(undefined),
});
export type SearchAddress = z.infer<typeof searchAddress>;

export const noFilters = { rating: [], tag: [], notTag: [], notWarning: [] } satisfies Partial<SearchAddress>;

/** The address of a search; the same search always has the same one. */
export function searchHref(address: SearchAddress): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(address)) {
    if (name === "sort" && value === "relevance") continue;
    for (const item of [value ?? []].flat()) if (item !== "") query.append(name, item);
  }
  return query.size > 0 ? `/search?${query}` : "/search";
}

/** What the search of an address asks the server for. */
export function searchInput({ q, sort, ...address }: SearchAddress): Omit<SearchStories, "cursor" | "limit"> {
  const { minWords, maxWords }: { minWords?: number; maxWords?: number } = address.length
    ? lengths[address.length]
    : {};
  return {
    q,
    sort,
    genre: address.genre,
    ratings: address.rating,
    tags: address.tag,
    withoutTags: address.notTag,
    withoutWarnings: address.notWarning,
    language: address.language,
    form: address.form,
    progress: address.progress,
    ...(minWords !== undefined && { minWords }),
    ...(maxWords !== undefined && { maxWords }),
  };
}

/** Whether anything but words narrows the search. */
export const isFiltered = ({ q: _, sort: __, ...filters }: SearchAddress): boolean =>
  Object.values(filters).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined));

export const sortNames: Record<SearchSort, string> = {
  relevance: "Best match",
  newest: "Newest",
  kudos: "Most kudos",
  longest: "Longest",
  shortest: "Shortest",
};
