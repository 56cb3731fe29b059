"use client";

import { useEffect, useRef } from "react";
import { toast } from "sonner";
import type { PendingStory } from "./feed-state";
import { storyCount } from "./new-stories-pill";

/** Stories that follow each other this closely are told of in one toast. */
const togetherMs = 1_000;

/** Tells of each story that starts to wait, but not to the tab that published it. */
export function useStoryToasts(pending: readonly PendingStory[]): void {
  const told = useRef(new Set(pending.map(({ story }) => story.id)));
  const last = useRef({ id: 0, count: 0, at: 0 });

  useEffect(() => {
    const news = pending.filter(({ story, own }) => !own && !told.current.has(story.id));
    told.current = new Set(pending.map(({ story }) => story.id));
    const first = news[0];
    if (!first) return;
    const now = Date.now();
    const together = now - last.current.at < togetherMs;
    const count = news.length + (together ? last.current.count : 0);
    last.current = { id: together ? last.current.id : last.current.id + 1, count, at: now };
    toast(count === 1 ? `New story: ${first.story.title}` : storyCount(count), { id: `new-story-${last.current.id}` });
  }, [pending]);
}
