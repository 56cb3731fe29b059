"use client";

import { useEffect, useRef, useState } from "react";
import { useLiveStatus } from "@/live/browser/status";
import { isResync, parseCursor } from "@/live/cursor";
import type { Genre, StoryCard } from "@/modules/story/schema";
import { trpc } from "@/trpc/react";

/** Where in the log an event stands, and which browser tab caused it. */
export interface EventSource {
  at: number;
  origin: string | null;
}

export interface CommunityEvents {
  /** The `live` cursor of the page that the events continue; without it they begin now. Only the first one given counts. */
  from?: string;
  genre?: Genre;
  tag?: string;
  /** Only stories of those that the member follows. */
  following?: boolean;
  /** Only stories of this author. */
  authorId?: string;
  /** Who looks, where it is a member: a story that its author narrowed is not withdrawn from its author. */
  memberId?: string | null;
  enabled?: boolean;
  onStoryPublished?: (story: StoryCard, source: EventSource) => void;
  onStoryUpdated?: (story: StoryCard, source: EventSource) => void;
  onStoryWithdrawn?: (id: string, source: EventSource) => void;
  /** The stream could not prove that nothing was missed: what is shown must be compared with a fresh page. */
  onResync?: () => void;
  /** Fetches the stories on the page anew after each event and each resync: for lists that may change as one looks. */
  autoRevalidate?: boolean;
}

/** What happens to the published stories of the community, from the moment at which a page of them was read. */
export function useCommunityEvents(options: CommunityEvents): void {
  const { from, genre, tag, following, authorId, enabled = true, autoRevalidate = false, ...on } = options;
  // An input that changes would open the stream anew; the link itself moves the cursor on when it reconnects.
  const [lastEventId] = useState(from);
  const revalidate = useRevalidate();

  const heard = () => {
    if (autoRevalidate) revalidate();
  };
  const missed = () => {
    on.onResync?.();
    heard();
  };

  trpc.story.onPublished.useSubscription(
    { genre, tag, following, authorId, lastEventId },
    {
      enabled,
      onData({ id, data }) {
        if (isResync(data)) return missed();
        const { origin, ...story } = data;
        on.onStoryPublished?.(story, { at: positionOf(id), origin });
        heard();
      },
    },
  );

  trpc.story.onChanged.useSubscription(
    { authorId, lastEventId },
    {
      enabled,
      onData({ id, data }) {
        if (isResync(data)) return missed();
        const source = { at: positionOf(id), origin: data.origin };
        if (data.type === "updated") on.onStoryUpdated?.(data.story, source);
        else if (data.after === null || data.authorId !== on.memberId) on.onStoryWithdrawn?.(data.id, source);
        heard();
      },
    },
  );
}

/** Events that come this close together are answered by one fetch, in milliseconds. */
const gatherMs = 200;

function useRevalidate(): () => void {
  const { story } = trpc.useUtils();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const query of [story.feed, story.mine, story.bySlug, story.tags]) void query.invalidate();
    }, gatherMs);
  };
}

/** The stream tells everything; lists look now and then whether it really did. */
const checkWhileLiveMs = 30 * 60_000;
const checkOtherwiseMs = 60_000;

/** How often to fetch a list of stories beside the stream: `refetchInterval` of its query. */
export const useBackupIntervalMs = (): number =>
  useLiveStatus().state === "live" ? checkWhileLiveMs : checkOtherwiseMs;

/** Position in the log, for comparing two events of it. */
export const positionOf = (cursor: string): number => parseCursor(cursor)?.seq ?? 0;
