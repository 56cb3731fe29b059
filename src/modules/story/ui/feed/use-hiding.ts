"use client";

import { type RefObject, useEffect, useState } from "react";
import type { StoryCard } from "@/modules/story/schema";
import type { Unwanted } from "@/modules/unwanted/schema";
import { useUnwanted } from "@/modules/unwanted/ui/use-unwanted";
import { hiddenText } from "./hidden-note";

/**
 * Hides what the reader wants hidden, at once, and takes that back. The focus stays at the card's place: on what brings the
 * story back, or on the story that has come back.
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

  const settle = (story: StoryCard, what: Unwanted, hidden: boolean) => {
    setHidden(what, hidden);
    setAt({ storyId: story.id });
    setSaid(hidden ? hiddenText(what, story.title) : `Shown again: ${story.title}`);
  };
  return {
    async hide(story: StoryCard, what: Unwanted): Promise<void> {
      settle(story, what, true);
      if (!(await change(what, true))) settle(story, what, false);
    },
    /** Not before the server knows: what it still leaves out would be taken for withdrawn. */
    async undo(story: StoryCard, what: Unwanted): Promise<void> {
      if (await change(what, false)) settle(story, what, false);
    },
    /** For a polite live region. */
    said,
  };
}
