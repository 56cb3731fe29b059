"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { MenuItem, MenuSeparator } from "@/components/menu";
import { places } from "./places";

/** The places to go, for the menus of a screen too narrow for the navigation. */
export function PlaceItems() {
  return (
    <>
      {places.map(({ href, label, Icon }) => (
        <MenuItem key={href} asChild className="sm:hidden">
          <Link href={href}>
            <Icon aria-hidden="true" />
            {label}
          </Link>
        </MenuItem>
      ))}
      <MenuItem asChild className="sm:hidden">
        <Link href="/search">
          <Search aria-hidden="true" />
          Search
        </Link>
      </MenuItem>
      <MenuSeparator className="sm:hidden" />
    </>
  );
}
