"use client";

import { useState } from "react";
import type { Option } from "@/components/option-list";
import type { Role } from "@/modules/member/schema";
import { noFilters, searchHref } from "@/modules/search/ui/search-address";
import { useSuggestions } from "@/modules/search/ui/use-suggestions";
import { sections } from "../settings/sections";
import { Keys } from "./keys";
import { type Place, placesOf } from "./places";
import { leadsElsewhere, listShortcuts } from "./shortcuts";

export type Command = Option & { run: () => void };

/** What the command menu offers for what is typed so far: nothing that arrives later comes before what is there. */
export function useCommands(typed: string, role: Role | null, goTo: (href: string) => void): readonly Command[] {
  // Read when the menu is shown, since that is when the page behind stands still.
  const [shortcuts] = useState(listShortcuts);
  const q = typed.trim();
  const { items } = useSuggestions(typed, true);

  const toPlace = ({ href, label, keys }: Pick<Place, "href" | "label" | "keys">): Command => ({
    ...{ key: href, group: "Go to", label, run: () => goTo(href) },
    ...(keys && { end: <Keys keys={keys} /> }),
  });
  const here = shortcuts
    .filter((one) => one.keys !== "Mod+k" && !leadsElsewhere(one))
    .map(({ keys, description, run }) => ({
      ...{ key: keys, group: "Here", label: description, end: <Keys keys={keys} />, run },
    }));
  const elsewhere = placesOf(role).map(toPlace);
  if (q === "") return [...here, ...elsewhere];

  const more = [
    ...(role ? sections.map(({ href, label }) => ({ href, label: `Settings: ${label}` })) : []),
    { href: "/developers", label: "For developers" },
  ].map(toPlace);
  const search = searchHref({ q, sort: "relevance", ...noFilters });
  return [
    ...[...here, ...elsewhere, ...more].filter(({ label }) => isMeant(label, q)),
    { key: "search", group: "Search", label: `Search for “${q}”`, run: () => goTo(search) },
    ...items.map((item) => ({ ...item, run: () => goTo(item.href) })),
  ];
}

/** Whether each word typed begins a word of the label. */
const isMeant = (label: string, q: string) =>
  q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => ` ${label.toLowerCase()}`.includes(` ${word}`));
