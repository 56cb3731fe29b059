import type { Metadata } from "next";
import { VisuallyHidden } from "@/components/visually-hidden";
import { NoResults } from "@/modules/search/ui/no-results";
import { Results } from "@/modules/search/ui/results";
import { searchAddress, searchHref, searchInput } from "@/modules/search/ui/search-address";
import { SearchField } from "@/modules/search/ui/search-field";
import { SearchFilters } from "@/modules/search/ui/search-filters";
import { caller } from "@/trpc/server";

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
      {page.summary && <SearchFilters address={address} facets={page.summary.facets} />}
      <p role="status" className={total > 0 ? "mt-5 text-ink-muted text-sm" : "sr-only"}>
        {total === 1 ? "1 story" : `${total} stories`}
      </p>
      {total > 0 ? (
        <Results key={href} address={address} first={page} limit={limit} />
      ) : (
        <NoResults address={address} near={page.near} />
      )}
    </div>
  );
}
