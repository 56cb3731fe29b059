"use client";

import { useEffect, useRef } from "react";
import { toast } from "sonner";
import type { AuthorView } from "@/modules/member/schema";
import { trpc } from "@/trpc/react";
import type { PendingStory } from "./feed-state";
import { storyCount } from "./new-stories-pill";

/** Stories that follow each other this closely are told of in one toast. */
const togetherMs = 1_000;
/** As long as any other undo. */
const undoMs = 12_000;

export interface StoryToasts {
  /** Null for a guest, who mutes nobody. */
  memberId: string | null;
  /** Nothing of this author's is to wait any more. */
  onMuted: (authorId: string) => void;
  /** Theirs may come again, and some may have come meanwhile. */
  onUnmuted: () => void;
}

/** Tells of each story that starts to wait, but not to the tab that published it. From the toast its author can be muted. */
export function useStoryToasts(pending: readonly PendingStory[], options: StoryToasts): void {
  const told = useRef(new Set(pending.map(({ story }) => story.id)));
  const last = useRef({ id: 0, count: 0, at: 0 });
  const mute = useMute(options);

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
    const mayMute = single && options.memberId !== null && options.memberId !== author.id;
    toast(single ? `New story: ${title}` : storyCount(count), {
      id: `new-story-${last.current.id}`,
      // Said even where there is none: a toast that grows must not keep those of its first story.
      description: single ? `by ${author.name}` : undefined,
      cancel: mayMute ? { label: "Mute", onClick: () => void mute(author) } : undefined,
    });
  }, [pending, options.memberId, mute]);
}

function useMute({ onMuted, onUnmuted }: StoryToasts) {
  const { client } = trpc.useUtils();
  const failed = () => toast.error("That did not reach the server. Try again in a moment.");

  return async ({ id, handle, name }: AuthorView) => {
    const boundary = { handle, kind: "mute" } as const;
    const undo = async () => {
      await client.boundary.unset.mutate(boundary);
      onUnmuted();
    };
    try {
      await client.boundary.set.mutate(boundary);
    } catch {
      return failed();
    }
    onMuted(id);
    toast(`Muted ${name}`, {
      description: "Their stories no longer come up by themselves.",
      duration: undoMs,
      action: { label: "Undo", onClick: () => void undo().catch(failed) },
    });
  };
}
