"use client";

import { useEffect, useRef } from "react";
import { toast } from "sonner";
import type { AuthorView } from "@/modules/member/schema";
import type { PendingStory } from "./feed-state";
import { storyCount } from "./new-stories-pill";

/** Stories that follow each other this closely are told of in one toast. */
const togetherMs = 1_000;

export interface StoryToasts {
  /** Null for a guest, who mutes nobody. */
  memberId: string | null;
  onMute: (author: AuthorView) => void;
}

/** Tells of each story that starts to wait, but not to the tab that published it. From the toast its author can be muted. */
export function useStoryToasts(pending: readonly PendingStory[], { memberId, onMute }: StoryToasts): void {
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
    const { title, author } = first.story;
    const single = count === 1;
    const mayMute = single && memberId !== null && memberId !== author.id;
    toast(single ? `New story: ${title}` : storyCount(count), {
      id: `new-story-${last.current.id}`,
      // Said even where there is none: a toast that grows must not keep those of its first story.
      description: single ? `by ${author.name}` : undefined,
      cancel: mayMute ? { label: "Mute", onClick: () => onMute(author) } : undefined,
    });
  }, [pending, memberId, onMute]);
}
