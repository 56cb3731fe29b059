import { clsx } from "clsx";
import { SlidersHorizontal, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { NavTabs } from "@/components/nav-tabs";
import { VisuallyHidden } from "@/components/visually-hidden";
import { genreNames, genres, progress, progressNames, rating } from "@/modules/story/schema";
import { languageNames } from "@/modules/story/ui/editor/names";
import { type Facets, searchSorts } from "../schema";
import { isFiltered, type Length, lengths, type SearchAddress, searchHref, sortNames } from "./search-address";

interface SearchFiltersProps {
  address: SearchAddress;
  /** Of what was found, to be chosen from. */
  facets: Facets;
}

/** What is given is taken away, what is not is added. */
const toggled = <Item,>(list: readonly Item[], item: Item): Item[] =>
  list.includes(item) ? list.filter((other) => other !== item) : [...list, item];

/** Order and filters, all by links: each choice has its address and works before any script does. */
export function SearchFilters({ address, facets }: SearchFiltersProps) {
  const of = (counts: Facets["tags"], value: string) => counts.find((count) => count.value === value)?.stories;
  const to = (change: Partial<SearchAddress>) => searchHref({ ...address, ...change });
  const sorts = searchSorts.filter((sort) => sort !== "relevance" || address.q !== "");
  const sort = address.q === "" && address.sort === "relevance" ? "newest" : address.sort;
  return (
    <>
      <NavTabs
        label="Order"
        className="mt-4"
        items={sorts.map((item) => ({ href: to({ sort: item }), label: sortNames[item], current: item === sort }))}
      />
      <details open={isFiltered(address)} className="group/filters border-rule border-b">
        <summary className="inline-flex min-h-11 list-none items-center gap-2 rounded-sm font-medium text-sm hover:text-accent [&::-webkit-details-marker]:hidden">
          <SlidersHorizontal aria-hidden="true" className="size-4" />
          Filters
        </summary>
        <div className="flex flex-col gap-4 pt-1 pb-5">
          <Row label="Genre">
            {genres.map((genre) => (
              <Choice
                key={genre}
                href={to({ genre: address.genre === genre ? undefined : genre })}
                on={address.genre === genre}
                stories={of(facets.genres, genre)}
              >
                {genreNames[genre]}
              </Choice>
            ))}
          </Row>
          <Row label="Rating">
            {rating.options.map((name) => (
              <Choice
                key={name}
                href={to({ rating: toggled(address.rating, name) })}
                on={address.rating.includes(name)}
                stories={of(facets.ratings, name)}
              >
                <span className="capitalize">{name}</span>
              </Choice>
            ))}
          </Row>
          <Row label="Length">
            {(Object.keys(lengths) as Length[]).map((length) => (
              <Choice
                key={length}
                href={to({ length: address.length === length ? undefined : length })}
                on={address.length === length}
              >
                {lengths[length].label}
              </Choice>
            ))}
            {(["single", "chapters"] as const).map((form) => (
              <Choice
                key={form}
                href={to({ form: address.form === form ? undefined : form })}
                on={address.form === form}
              >
                {form === "single" ? "In one piece" : "In chapters"}
              </Choice>
            ))}
          </Row>
          <Row label="Progress">
            {progress.options.map((name) => (
              <Choice
                key={name}
                href={to({ progress: address.progress === name ? undefined : name })}
                on={address.progress === name}
                stories={of(facets.progress, name)}
              >
                {progressNames[name]}
              </Choice>
            ))}
          </Row>
          <Row label="Tagged">
            {[...new Set([...address.tag, ...facets.tags.map(({ value }) => value)])].map((tag) => (
              <Choice
                key={tag}
                href={to({ tag: toggled(address.tag, tag) })}
                on={address.tag.includes(tag)}
                stories={of(facets.tags, tag)}
              >
                #{tag}
              </Choice>
            ))}
          </Row>
          <Row label="Not tagged">
            {[...new Set([...address.notTag, ...facets.tags.map(({ value }) => value)])]
              .filter((tag) => !address.tag.includes(tag))
              .map((tag) => (
                <Choice key={tag} href={to({ notTag: toggled(address.notTag, tag) })} on={address.notTag.includes(tag)}>
                  #{tag}
                </Choice>
              ))}
          </Row>
          <Row label="Without">
            {[...new Set([...address.notWarning, ...facets.warnings.map(({ value }) => value)])].map((warning) => (
              <Choice
                key={warning}
                href={to({ notWarning: toggled(address.notWarning, warning) })}
                on={address.notWarning.includes(warning)}
              >
                {warning}
              </Choice>
            ))}
          </Row>
          <Row label="Language">
            {[
              ...new Set([
                ...(address.language ? [address.language] : []),
                ...facets.languages.map(({ value }) => value),
              ]),
            ].map((language) => (
              <Choice
                key={language}
                href={to({ language: address.language === language ? undefined : language })}
                on={address.language === language}
                stories={of(facets.languages, language)}
              >
                {languageNames[language] ?? language}
              </Choice>
            ))}
          </Row>
          {isFiltered(address) && (
            <Link href={searchHref({ ...emptyOf(address) })} className="link w-max text-sm">
              Clear all filters
            </Link>
          )}
        </div>
      </details>
    </>
  );
}

/** The same words in the same order, unfiltered. */
export const emptyOf = ({ q, sort }: SearchAddress): SearchAddress => ({
  ...{ q, sort, rating: [], tag: [], notTag: [], notWarning: [] },
});

function Row({ label, children }: { label: string; children: ReactNode[] | ReactNode }) {
  if (Array.isArray(children) && children.flat().length === 0) return null;
  return (
    <nav aria-label={label} className="grid gap-x-4 gap-y-1 sm:grid-cols-[6rem_minmax(0,1fr)]">
      <span aria-hidden="true" className="pt-1 text-ink-muted text-sm">
        {label}
      </span>
      <ul className="flex flex-wrap gap-1.5">{children}</ul>
    </nav>
  );
}

interface ChoiceProps {
  href: string;
  on: boolean;
  /** How many of those found have it. */
  stories?: number;
  children: ReactNode;
}

function Choice({ href, on, stories, children }: ChoiceProps) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-current={on ? "true" : undefined}
        className={clsx(
          "touch-target relative inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-sm border px-2 text-sm transition-colors duration-150",
          "pointer-coarse:min-h-9 [&_svg]:size-3.5",
          on ? "border-ink bg-ink text-paper" : "border-rule text-ink-muted hover:border-rule-strong hover:text-ink",
        )}
      >
        {on && <VisuallyHidden>Remove </VisuallyHidden>}
        {children}
        {on ? (
          <X aria-hidden="true" />
        ) : (
          stories !== undefined && (
            <span className="text-xs tabular-nums">
              {stories}
              <VisuallyHidden> {stories === 1 ? "story" : "stories"}</VisuallyHidden>
            </span>
          )
        )}
      </Link>
    </li>
  );
}
