"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { IconButton } from "@/components/icon-button";
import { SearchBox } from "@/modules/search/ui/search-box";
import { useShortcuts } from "./shortcuts";

/** The way to the search from any page, on a phone from its menu; the page of the search has its own field. */
export function HeaderSearch() {
  const router = useRouter();
  const pathname = usePathname();

  useShortcuts([
    {
      keys: "/",
      description: "Search",
      run() {
        const box = [...document.querySelectorAll<HTMLInputElement>("[data-search-box]")].find(
          (field) => field.offsetParent !== null,
        );
        if (!box) return router.push("/search");
        box.focus();
        box.select();
      },
    },
  ]);

  if (pathname === "/search") return null;
  return (
    <>
      <SearchBox
        className="w-44 max-lg:hidden xl:w-64"
        onSearch={(q) => router.push(q ? `/search?q=${encodeURIComponent(q)}` : "/search")}
      />
      <IconButton asChild label="Search" className="max-sm:hidden lg:hidden">
        <Link href="/search">
          <Search aria-hidden="true" />
        </Link>
      </IconButton>
    </>
  );
}
