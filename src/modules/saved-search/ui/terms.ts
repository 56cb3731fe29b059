import {
  isFiltered,
  type Length,
  lengths,
  noFilters,
  type SearchAddress,
  searchHref,
} from "@/modules/search/ui/search-address";
import { genreNames, progressNames, ratingNames } from "@/modules/story/schema";
import { languageNames } from "@/modules/story/ui/editor/names";
import type { SearchTerms } from "../schema";

const lengthOf = ({ minWords, maxWords }: SearchTerms): Length | undefined =>
  (Object.keys(lengths) as Length[]).find((name) => {
    const { minWords: min, maxWords: max }: { minWords?: number; maxWords?: number } = lengths[name];
    return min === minWords && max === maxWords;
  });

/** The address at which a search shows what it finds: `searchInput`, read backwards. */
export const addressOf = (terms: SearchTerms): SearchAddress => ({
  ...noFilters,
  q: terms.q,
  sort: terms.sort,
  genre: terms.genre,
  rating: terms.ratings,
  tag: terms.tags,
  notTag: terms.withoutTags,
  notWarning: terms.withoutWarnings,
  language: terms.language,
  length: lengthOf(terms),
  form: terms.form,
  progress: terms.progress,
});

export const hrefOf = (terms: SearchTerms): string => searchHref(addressOf(terms));

/** Whether anything is searched for; without words and filters all stories are listed. */
export const isAsked = (address: SearchAddress): boolean => address.q !== "" || isFiltered(address);

/** What it searches for, in one line. */
export function termsText(terms: SearchTerms): string {
  const { length } = addressOf(terms);
  return [
    terms.q && `“${terms.q}”`,
    terms.genre && genreNames[terms.genre],
    ...terms.ratings.map((name) => ratingNames[name]),
    length && lengths[length].label,
    terms.form && (terms.form === "single" ? "In one piece" : "In chapters"),
    terms.progress && progressNames[terms.progress],
    ...terms.tags.map((tag) => `#${tag}`),
    ...terms.withoutTags.map((tag) => `not #${tag}`),
    ...terms.withoutWarnings.map((warning) => `without ${warning}`),
    terms.language && (languageNames[terms.language] ?? terms.language),
  ]
    .filter(Boolean)
    .join(" · ");
}
