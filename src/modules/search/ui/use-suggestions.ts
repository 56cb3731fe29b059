"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Option } from "@/components/option-list";
import { trpc } from "@/trpc/react";
import type { Suggestions } from "../schema";
import { noFilters, searchHref } from "./search-address";

export type Suggestion = Option & { href: string };

/** How long nothing must be typed before the server is asked. */
const pauseMs = 150;

/** What may be meant by what is typed so far; none for a single letter, which nearly everything begins with. */
export function useSuggestions(typed: string, wanted: boolean): { items: Suggestion[]; count: number | null } {
  const [q, setQ] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const asks = wanted && q.length > 1 && typed.trim().length > 1;
  const { data, isPlaceholderData } = trpc.story.suggest.useQuery(
    { q },
    { enabled: asks, placeholderData: keepPreviousData, staleTime: 60_000, retry: false },
  );
  if (!asks || !data) return { items: [], count: null };
  const items = toItems(data);
  return { items, count: isPlaceholderData ? null : items.length };
}

const toItems = ({ authors, tags, stories }: Suggestions): Suggestion[] => [
  ...stories.map(({ id, slug, title, author }) => ({
    ...{ key: id, group: "Stories", label: title, detail: author.name, href: `/stories/${slug}` },
  })),
  ...authors.map(({ id, handle, name }) => ({
    ...{ key: id, group: "Authors", label: name, detail: `@${handle}`, href: `/members/${handle}` },
  })),
  ...tags.map((tag) => ({
    key: `#${tag}`,
    group: "Tags",
    label: `#${tag}`,
    href: searchHref({ q: "", sort: "relevance", ...noFilters, tag: [tag] }),
  })),
];
