"use client";

import { useReducer, useState } from "react";
import { isResync, parseCursor } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import { tabId } from "@/trpc/tab";
import type { CommentPage } from "../schema";
import { commentsReducer, initialComments } from "./comment-state";

const positionOf = (cursor: string) => parseCursor(cursor)?.seq ?? 0;

/** Most pages that are read to compare after a gap; who has more open than that is told of the rest when they reload. */
const mostCompared = 20;

/** The comments of a story, or of one chapter: the first page as the server rendered it, more on demand, and what the stream says. */
export function useCommentList(storyId: string, chapterId: string | null, initial: CommentPage) {
  const [lastEventId] = useState(initial.live);
  const [state, dispatch] = useReducer(commentsReducer, null, () => initialComments(initial, positionOf(initial.live)));
  const [loading, setLoading] = useState<"more" | "thread" | null>(null);
  const [failed, setFailed] = useState<"more" | "thread" | null>(null);
  const utils = trpc.useUtils();

  const fetchPage = (at: { cursor?: string | null; at?: string }) =>
    utils.comment.list.fetch(
      { storyId, chapterId, ...at },
      { staleTime: 0, gcTime: 0, networkMode: "always", retry: 1 },
    );

  const loadInto = async (what: "more" | "thread", load: () => Promise<void>) => {
    setLoading(what);
    setFailed(null);
    try {
      await load();
      return true;
    } catch {
      setFailed(what);
      return false;
    } finally {
      setLoading(null);
    }
  };

  const loadMore = () =>
    loadInto("more", async () => {
      const page = await fetchPage({ cursor: state.end });
      dispatch({ type: "pageLoaded", page, at: positionOf(page.live) });
    });

  /** Begins the list at the thread of a comment, or anew. */
  const restart = (commentId?: string) =>
    loadInto("thread", async () => {
      const page = await fetchPage({ at: commentId });
      dispatch({ type: "restarted", page, at: positionOf(page.live), atThread: commentId !== undefined });
    });

  /** Continuity could not be proved: read what is loaded once more, and compare. */
  const compare = async () => {
    try {
      for (let cursor = null as string | null, pages = 0; pages < mostCompared; pages++) {
        const page = await fetchPage({ cursor });
        dispatch({ type: "compared", page, after: cursor, at: positionOf(page.live) });
        if (page.nextCursor === null || (state.end !== null && page.nextCursor >= state.end)) return;
        cursor = page.nextCursor;
      }
    } catch {
      // the next resync, or a reload, looks again
    }
  };

  trpc.comment.onChanged.useSubscription(
    { storyId, chapterId, lastEventId },
    {
      onData({ id, data }) {
        if (isResync(data)) return void compare();
        const at = positionOf(id);
        if (data.type === "deleted") return dispatch({ ...data, type: "deleted", at });
        dispatch({ type: "said", comment: data.comment, at, mine: data.origin === tabId });
      },
    },
  );

  return { state, dispatch, loadMore, restart, loading, failed };
}
