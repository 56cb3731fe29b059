"use client";

import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { isResync } from "@/live/cursor";
import type { FeedPage } from "@/modules/story/schema";
import type { Unwanted } from "@/modules/unwanted/schema";
import { trpc } from "@/trpc/react";
import { tabId } from "@/trpc/tab";
import { positionOf, useBackupIntervalMs, useCommunityEvents } from "../use-community-events";
import { type FeedFilter, feedPageSize } from "./feed-address";
import { feedReducer, initialFeed } from "./feed-state";
import { savedViews } from "./saved-views";
import { useAbsence } from "./use-absence";

interface FeedProps {
  filter: FeedFilter;
  /** The first page, as the server rendered it. */
  initial: FeedPage;
  memberId: string | null;
}

/** The feed's list and what changes it: older pages, the stream, and the checks that back it up. */
export function useFeed({ filter, initial: latestInitial, memberId }: FeedProps) {
  const [initial] = useState(latestInitial);
  const [saved] = useState(() => savedViews.get(initial));
  const [state, dispatch] = useReducer(feedReducer, null, () => saved?.state ?? initialFeed(initial.items, memberId));
  const input = { ...filter, limit: feedPageSize };

  const older = trpc.story.feed.useInfiniteQuery(input, {
    initialData: saved?.pages ?? { pages: [initial], pageParams: [null] },
    getNextPageParam: (page) => page.nextCursor,
    // Pages are only ever added: fetched again, they would rearrange themselves under the reader.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // The next visit starts from a page of its own.
    gcTime: 0,
    // Offline, "Load more" is to fail and say so, not to wait.
    networkMode: "always",
    retry: 1,
  });

  useEffect(() => {
    for (const page of older.data.pages.slice(1)) dispatch({ type: "pageLoaded", stories: page.items });
  }, [older.data]);

  useEffect(() => {
    savedViews.set(initial, { state, pages: older.data });
  }, [initial, state, older.data]);

  const seeFirstPage = useCallback(
    (page: FeedPage, missed = false) =>
      dispatch({
        type: "firstPageSeen",
        missed,
        at: positionOf(page.live),
        stories: page.items,
        whole: page.nextCursor === null,
        sort: filter.sort,
      }),
    [filter.sort],
  );
  const { fetchFirstPage, reload } = useFirstPage(input);

  // The router brought the page anew while it stood open.
  useEffect(() => {
    if (latestInitial !== initial) seeFirstPage(latestInitial);
  }, [initial, latestInitial, seeFirstPage]);

  const wasAway = useAbsence();
  const check = () => {
    const missed = wasAway();
    // Where it fails, the next check comes by itself.
    return fetchFirstPage().then(
      (page) => seeFirstPage(page, missed),
      () => {},
    );
  };
  useCommunityEvents({
    from: initial.live,
    genre: filter.genre,
    tag: filter.tag,
    following: filter.sort === "following",
    memberId,
    onStoryPublished: (story, { at, origin }) =>
      dispatch({ type: "published", at, story, own: origin === tabId, missed: wasAway() }),
    onStoryUpdated: (story, { at }) => dispatch({ type: "updated", at, story }),
    onStoryWithdrawn: (id, { at }) => dispatch({ type: "withdrawn", at, id }),
    onResync() {
      dispatch({ type: "resynced" });
      check();
    },
  });
  useChecks(check);
  trpc.unwanted.onChanged.useSubscription(
    { lastEventId: initial.live },
    {
      enabled: memberId !== null,
      onData({ data }) {
        // After a gap the checks go on; what another tab hid meanwhile is gone with the next visit.
        if (!isResync(data) && data.origin !== tabId) setHidden(data.what, data.set);
      },
    },
  );

  /** Under a tag that was asked for by name, that tag hides nothing. */
  const setHidden = (what: Unwanted, hidden: boolean) => {
    if (what.kind === "tag" && what.tag === filter.tag) return;
    dispatch({ type: hidden ? "hid" : "unhid", what });
    // Some may have come meanwhile.
    if (!hidden) void check();
  };

  const showPending = async () => {
    if (filter.sort !== "trending" && !state.gap) return dispatch({ type: "pendingShown" });
    const page = await reload();
    dispatch({ type: "reloaded", stories: page.items });
  };

  return {
    state,
    older,
    showPending,
    check,
    setHidden,
    /** The stream leaves this author out from now on; what waits of theirs goes too. */
    leaveOut: (authorId: string) => dispatch({ type: "leftOut", authorId }),
  };
}

function useFirstPage(input: FeedFilter & { limit: number }) {
  const utils = trpc.useUtils();
  const fetchFirstPage = () => utils.story.feed.fetch(input, { staleTime: 0, gcTime: 0 });
  return {
    fetchFirstPage,
    /** Lets the list, and what "Load more" continues, begin anew. */
    async reload() {
      const page = await fetchFirstPage();
      utils.story.feed.setInfiniteData(input, { pages: [page], pageParams: [null] });
      return page;
    },
  };
}

function useChecks(check: () => void) {
  const everyMs = useBackupIntervalMs();
  const latest = useRef(check);
  useEffect(() => {
    latest.current = check;
  });
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && latest.current(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
