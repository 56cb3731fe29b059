"use client";

import { useState } from "react";
import { isResync } from "@/live/cursor";
import type { StoryView } from "@/modules/story/schema";
import { reasonOf, trpc } from "@/trpc/react";

export type StoryChange = "updated" | "withdrawn";

/** What is needed to follow an open story: not its text, which the page carries already. */
export type OpenStory = Pick<StoryView, "id" | "slug" | "version" | "live">;

/** What happened to the open story since it was rendered; null when it still is as it is shown. */
export function useStoryChanges({ id, slug, version, live }: OpenStory): StoryChange | null {
  const [heard, setHeard] = useState<{ type: StoryChange; version: number } | null>(null);
  // A refresh brings a later cursor, but the stream that is open goes on from where it is.
  const [lastEventId] = useState(live);
  const utils = trpc.useUtils();

  /** Something may have been missed: look. */
  const compare = async () => {
    try {
      const current = await utils.story.bySlug.fetch({ slug }, { staleTime: 0 });
      setHeard({ type: "updated", version: current.version });
    } catch (error) {
      if (reasonOf(error) === "not_found") setHeard({ type: "withdrawn", version: Number.POSITIVE_INFINITY });
    }
  };

  trpc.story.onChanged.useSubscription(
    { id, lastEventId },
    { onData: ({ data }) => (isResync(data) ? void compare() : setHeard({ type: data.type, version: data.version })) },
  );
  return heard && heard.version > version ? heard.type : null;
}
