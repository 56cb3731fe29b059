import type { Metadata } from "next";
import { VisuallyHidden } from "@/components/visually-hidden";
import { SaveSearch } from "@/modules/saved-search/ui/save-search";
import { SavedSearches } from "@/modules/saved-search/ui/saved-searches";
import { hrefOf, isAsked } from "@/modules/saved-search/ui/terms";
import { NoResults } from "@/modules/search/ui/no-results";
import { Results } from "@/modules/search/ui/results";
import { type SearchAddress, searchAddress, searchHref, searchInput } from "@/modules/search/ui/search-address";
import { SearchField } from "@/modules/search/ui/search-field";
import { SearchFilters } from "@/modules/search/ui/search-filters";
import { caller, pageActor } from "@/trpc/server";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = searchAddress.parse(await searchParams);
  return {
    title: q ? `Search for ${q}` : "Search",
    description: "Find stories on Inkwire by their words, authors and tags.",
    alternates: { canonical: "/search" },
    // Of the making of lists there is no end.
    robots: { index: false, follow: true },
  };
}

const limit = 20;

export default async function SearchPage({ searchParams }: Props) {
  const address = searchAddress.parse(await searchParams);
  const page = await (await caller()).story.search({ ...searchInput(address), limit });
  const total = page.summary?.total ?? 0;
  const href = searchHref(address);
  return (
    <div className="mx-auto max-w-4xl px-4 pt-7 pb-16 sm:px-6 sm:pt-10">
      <h1 className="mb-4 font-semibold font-serif text-title">
        Search<VisuallyHidden>{address.q && ` results for ${address.q}`}</VisuallyHidden>
      </h1>
      <SearchField key={address.q} address={address} />
      {!isAsked(address) && <Kept />}
      {page.summary && <SearchFilters address={address} facets={page.summary.facets} />}
      <div className="mt-5 flex min-h-8 flex-wrap items-center justify-between gap-x-4 text-ink-muted text-sm">
        <p role="status" className={total > 0 ? undefined : "sr-only"}>
          {total === 1 ? "1 story" : `${total} stories`}
        </p>
        {isAsked(address) && <Keep key={href} address={address} />}
      </div>
      {total > 0 ? (
        <Results key={href} address={address} first={page} limit={limit} />
      ) : (
        <NoResults address={address} near={page.near} />
      )}
    </div>
  );
}

/** What the member has searched for before, where nothing is searched for yet. */
async function Kept() {
  if ((await pageActor()).kind === "guest") return null;
  const { savedSearch } = await caller();
  const [searches, fresh] = await Promise.all([savedSearch.list(), savedSearch.fresh()]);
  return <SavedSearches initial={searches} fresh={fresh} />;
}

async function Keep({ address }: { address: SearchAddress }) {
  const terms = searchInput(address);
  if ((await pageActor()).kind === "guest") return <SaveSearch terms={terms} saved={null} guest />;
  const searches = await (await caller()).savedSearch.list();
  const saved = searches.find((search) => hrefOf(search.terms) === searchHref(address)) ?? null;
  return <SaveSearch terms={terms} saved={saved} guest={false} />;
}
