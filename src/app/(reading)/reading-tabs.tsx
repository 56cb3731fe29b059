"use client";

import { usePathname } from "next/navigation";
import { NavTabs } from "@/components/nav-tabs";
import { ownPlaces } from "../shell/places";

export function ReadingTabs() {
  const pathname = usePathname();
  return (
    <NavTabs
      label="Your reading"
      items={ownPlaces.map(({ href, label }) => ({ href, label, current: pathname === href }))}
    />
  );
}
