"use client";

import { type RefObject, useEffect, useState } from "react";
import type { StoryCard } from "@/modules/story/schema";
import type { Unwanted } from "@/modules/unwanted/schema";
import { useUnwanted } from "@/modules/unwanted/ui/use-unwanted";
import { hiddenText } from "./hidden-note";

/**
 * Hides what the reader wants hidden, and takes that back: at once, and the other way round where the server refuses. The
 * focus stays at the card's place: on what brings it back, or on the story that has come back.
 */
export function useHiding(list: RefObject<HTMLElement | null>, setHidden: (what: Unwanted, hidden: boolean) => void) {
  const { change } = useUnwanted();
  const [said, setSaid] = useState("");
  const [at, setAt] = useState<{ storyId: string } | null>(null);

  useEffect(() => {
    if (!at) return;
    const place = list.current?.querySelector(`[data-story="${at.storyId}"]`);
    place?.querySelector<HTMLElement>("[data-undo], [data-story-link]:not([inert] *)")?.focus({ preventScroll: true });
  }, [at, list]);

  const turn = async (story: StoryCard, what: Unwanted, hidden: boolean) => {
    setHidden(what, hidden);
    setAt({ storyId: story.id });
    setSaid(hidden ? hiddenText(what, story.title) : `Shown again: ${story.title}`);
    if (await change(what, hidden)) return;
    setHidden(what, !hidden);
    setSaid("");
  };
  return {
    hide: (story: StoryCard, what: Unwanted) => void turn(story, what, true),
    undo: (story: StoryCard, what: Unwanted) => void turn(story, what, false),
    /** For a polite live region. */
    said,
  };
}
