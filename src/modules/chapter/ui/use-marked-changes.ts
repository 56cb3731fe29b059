"use client";

import { useLayoutEffect, useRef, useState } from "react";
import { type Held, hashesOf, hold, keep, textsOnPage } from "@/modules/reading/ui/page-position";

const marked = () => document.querySelectorAll("[data-chapter] > [data-changed]");
const clearMarks = () => {
  for (const block of marked()) block.removeAttribute("data-changed");
};

/** Once a newer text is on the page: keeps the paragraph that is being read where it is, and marks those that are new. */
export function useMarkedChanges(shown: readonly { id: string; version: number }[]) {
  const [count, setCount] = useState(0);
  const before = useRef<{ held: Held | null; hashes: Set<string> } | null>(null);
  const versions = shown.map(({ id, version }) => `${id} ${version}`).join(",");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is on the page
  useLayoutEffect(() => {
    const old = before.current;
    before.current = null;
    if (!old) return;
    clearMarks();
    for (const text of textsOnPage()) {
      for (const [index, hash] of hashesOf(text).entries()) {
        if (!old.hashes.has(hash)) text.children[index]?.setAttribute("data-changed", "");
      }
    }
    if (old.held) keep(old.held);
    setCount(marked().length);
  }, [versions]);

  return {
    count,
    remember() {
      before.current = { held: hold(), hashes: new Set(textsOnPage().flatMap(hashesOf)) };
    },
    clear() {
      clearMarks();
      setCount(0);
    },
  };
}
