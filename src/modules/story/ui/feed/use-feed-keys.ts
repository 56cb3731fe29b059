"use client";

import type { RefObject } from "react";
import { useShortcuts } from "@/app/shell/shortcuts";

const storyLinks = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>("[data-story-link]:not([inert] *)") ?? []),
];

/** The card that has the focus, or whose place has it. */
const place = () => document.activeElement?.closest<HTMLElement>("[data-story]") ?? null;

export interface FeedKeys {
  /** Shows what waits. */
  showPending: () => void;
  /** What is done with the story of this id. */
  like: (storyId: string) => void;
  save: (storyId: string) => void;
  mute: (storyId: string) => void;
}

/** `j` and `k` move between the cards of `list`, `o` opens the one that has the focus, `l`, `b` and `m` do something with it. */
export function useFeedKeys(list: RefObject<HTMLElement | null>, { showPending, ...deeds }: FeedKeys): void {
  const move = (step: 1 | -1) => {
    const links = storyLinks(list.current);
    const here = place();
    const at = links.findIndex((link) => here?.contains(link));
    // From the line that is left of a hidden story, to the story after or before it.
    const follows = (link: Element) =>
      here !== null && (here.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const next = links.findIndex(follows);
    const end = next === -1 ? links.length : next;
    const target = here ? links[at === -1 ? (step === 1 ? end : end - 1) : at + step] : links[0];
    target?.focus({ preventScroll: true });
    target?.closest("article")?.scrollIntoView({ block: "nearest" });
  };
  const withStory = (deed: (storyId: string) => void) => () => {
    const { story } = place()?.dataset ?? {};
    if (story && document.activeElement?.closest("article")) deed(story);
  };
  useShortcuts([
    { keys: "j", description: "Next story", run: () => move(1) },
    { keys: "k", description: "Previous story", run: () => move(-1) },
    {
      keys: "o",
      description: "Open the story",
      run: () => place()?.querySelector<HTMLElement>("[data-story-link]:not([inert] *)")?.click(),
    },
    { keys: "l", description: "Give kudos to the story", run: withStory(deeds.like) },
    { keys: "b", description: "Save the story for later", run: withStory(deeds.save) },
    { keys: "m", description: "Mute the story’s author", run: withStory(deeds.mute) },
    { keys: ".", description: "Show new stories", run: showPending },
  ]);
}
