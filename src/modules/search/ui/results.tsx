"use client";

import { ListEnd } from "@/modules/reading/ui/list-end";
import { trpc } from "@/trpc/react";
import type { SearchPage } from "../schema";
import { Result } from "./result";
import { type SearchAddress, searchInput } from "./search-address";

/** Results as the server rendered their first page, and more of them on demand. Needs a new `key` for another search. */
export function Results({ address, first, limit }: { address: SearchAddress; first: SearchPage; limit: number }) {
  const list = trpc.story.search.useInfiniteQuery(
    { ...searchInput(address), limit },
    {
      initialData: { pages: [first], pageParams: [null] },
      getNextPageParam: ({ nextCursor }) => nextCursor,
      // As the server has just rendered it, at each visit anew.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    },
  );
  return (
    <>
      <ol>
        {list.data.pages.flatMap(({ items }) =>
          items.map((result) => (
            <li key={result.story.id} className="border-rule border-b py-6">
              <Result result={result} />
            </li>
          )),
        )}
      </ol>
      <ListEnd {...list} />
    </>
  );
}
