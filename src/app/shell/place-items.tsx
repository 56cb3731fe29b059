"use client";

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
      <MenuSeparator className="sm:hidden" />
    </>
  );
}
