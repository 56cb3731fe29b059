"use client";

import { useRouter } from "next/navigation";
import { type SearchAddress, searchHref } from "./search-address";
import { SearchBox } from "./search-box";

/** The field of the search's own page; other words keep the filters. */
export function SearchField({ address }: { address: SearchAddress }) {
  const router = useRouter();
  return (
    <SearchBox
      className="h-12 text-lg"
      initial={address.q}
      autoFocus={address.q === ""}
      onSearch={(q) => router.push(searchHref({ ...address, q }))}
    />
  );
}
