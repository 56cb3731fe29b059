"use client";

import { useState } from "react";
import { isResync, parseCursor } from "@/live/cursor";
import type { Genre, StoryCard } from "@/modules/story/schema";
import { trpc } from "@/trpc/react";

/** Where in the log an event stands, and which browser tab caused it. */
export interface EventSource {
  at: number;
  origin: string | null;
}

export interface CommunityEvents {
  /** The `live` cursor of the page that the events continue. Only the first one given counts. */
  from: string;
  genre?: Genre;
  tag?: string;
  /** Only stories of those that the member follows. */
  following?: boolean;
  /** Who looks, where it is a member: a story that its author narrowed is not withdrawn from its author. */
  memberId?: string | null;
  enabled?: boolean;
  onStoryPublished: (story: StoryCard, source: EventSource) => void;
  onStoryUpdated: (story: StoryCard, source: EventSource) => void;
  onStoryWithdrawn: (id: string, source: EventSource) => void;
  /** The stream could not prove that nothing was missed: what is shown must be compared with a fresh page. */
  onResync: () => void;
}

/** What happens to the published stories of the community, from the moment at which a page of them was read. */
export function useCommunityEvents({ from, genre, tag, following, enabled = true, ...on }: CommunityEvents): void {
  // An input that changes would open the stream anew; the link itself moves the cursor on when it reconnects.
  const [lastEventId] = useState(from);

  trpc.story.onPublished.useSubscription(
    { genre, tag, following, lastEventId },
    {
      enabled,
      onData({ id, data }) {
        if (isResync(data)) return on.onResync();
        const { origin, ...story } = data;
        on.onStoryPublished(story, { at: positionOf(id), origin });
      },
    },
  );

  trpc.story.onChanged.useSubscription(
    { lastEventId },
    {
      enabled,
      onData({ id, data }) {
        if (isResync(data)) return on.onResync();
        const source = { at: positionOf(id), origin: data.origin };
        if (data.type === "updated") return on.onStoryUpdated(data.story, source);
        if (data.after !== null && data.authorId === on.memberId) return;
        on.onStoryWithdrawn(data.id, source);
      },
    },
  );
}

/** Position in the log, for comparing two events of it. */
export const positionOf = (cursor: string): number => parseCursor(cursor)?.seq ?? 0;
