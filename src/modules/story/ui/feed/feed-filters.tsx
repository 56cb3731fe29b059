import { clsx } from "clsx";
import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { NavTabs } from "@/components/nav-tabs";
import { VisuallyHidden } from "@/components/visually-hidden";
import { type FeedSort, genreNames, genres } from "@/modules/story/schema";
import { type FeedFilter, feedHref } from "./feed-address";

const sortNames: Record<FeedSort, string> = { latest: "Latest", following: "Following", trending: "Trending" };
const sorts = ["latest", "following", "trending"] as const;

export interface FeedFiltersProps {
  filter: FeedFilter;
  /** Tags to offer, most used first. */
  tags: readonly string[];
}

/** Which stories, all by links: each choice has its address and works before any script does. */
export function FeedFilters({ filter, tags }: FeedFiltersProps) {
  const offered = tags.filter((tag) => tag !== filter.tag);
  return (
    <div className="flex flex-col gap-3">
      <NavTabs
        label="Order"
        items={sorts.map((sort) => ({
          href: feedHref({ ...filter, sort }),
          label: sortNames[sort],
          current: filter.sort === sort,
        }))}
      />
      <Row label="Genre">
        <Choice href={feedHref({ ...filter, genre: undefined })} current={!filter.genre}>
          All genres
        </Choice>
        {genres.map((genre) => (
          <Choice key={genre} href={feedHref({ ...filter, genre })} current={filter.genre === genre}>
            {genreNames[genre]}
          </Choice>
        ))}
      </Row>
      <Row label="Tag">
        {filter.tag && (
          <Choice href={feedHref({ ...filter, tag: undefined })} current quiet>
            <VisuallyHidden>Remove the tag </VisuallyHidden>#{filter.tag}
            <X aria-hidden="true" />
          </Choice>
        )}
        {offered.map((tag) => (
          <Choice key={tag} href={feedHref({ ...filter, tag })} quiet>
            #{tag}
          </Choice>
        ))}
      </Row>
    </div>
  );
}

/** On a narrow screen it scrolls sideways, so that the stories start near the top. */
function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="-mx-4 overflow-x-auto px-4 [scrollbar-width:none] sm:-mx-6 sm:px-6 lg:mx-0 lg:px-0"
    >
      <ul className="flex w-max gap-1.5 py-0.5 lg:w-auto lg:flex-wrap">{children}</ul>
    </nav>
  );
}

interface ChoiceProps {
  href: string;
  current?: boolean;
  quiet?: boolean;
  children: ReactNode;
}

function Choice({ href, current, quiet, children }: ChoiceProps) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-current={current ? "true" : undefined}
        className={clsx(
          "touch-target relative inline-flex min-h-7 items-center gap-1 whitespace-nowrap rounded-sm border text-sm transition-colors duration-150",
          "-outline-offset-1 pointer-coarse:min-h-9 [&_svg]:size-3.5",
          quiet && "me-2",
          current && "border-ink bg-ink px-2 text-paper",
          !current && quiet && "border-transparent border-x-0 text-ink-muted hover:text-accent",
          !current && !quiet && "border-rule px-2 text-ink-muted hover:border-rule-strong hover:text-ink",
        )}
      >
        {children}
      </Link>
    </li>
  );
}
