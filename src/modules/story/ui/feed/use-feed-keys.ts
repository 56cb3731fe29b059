"use client";

import type { RefObject } from "react";
import { useShortcuts } from "@/app/shell/shortcuts";

const storyLinks = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>("[data-story-link]:not([inert] *)") ?? []),
];

/** `j` and `k` move between the cards of `list`, `o` opens the one that has the focus, `l` gives it kudos, `.` shows what waits. */
export function useFeedKeys(list: RefObject<HTMLElement | null>, showPending: () => void): void {
  const current = (links: HTMLElement[]) => {
    const card = document.activeElement?.closest("article");
    return card ? links.findIndex((link) => card.contains(link)) : -1;
  };
  const move = (step: 1 | -1) => {
    const links = storyLinks(list.current);
    const at = current(links);
    const target = links[at === -1 ? 0 : at + step];
    target?.focus({ preventScroll: true });
    target?.closest("article")?.scrollIntoView({ block: "nearest" });
  };
  useShortcuts([
    { keys: "j", description: "Next story", run: () => move(1) },
    { keys: "k", description: "Previous story", run: () => move(-1) },
    {
      keys: "o",
      description: "Open the story",
      run() {
        const links = storyLinks(list.current);
        links[current(links)]?.click();
      },
    },
    {
      keys: "l",
      description: "Give kudos to the story",
      run: () =>
        document.activeElement?.closest("article")?.querySelector<HTMLElement>("[data-kudos]:not([inert] *)")?.click(),
    },
    { keys: ".", description: "Show new stories", run: showPending },
  ]);
}
