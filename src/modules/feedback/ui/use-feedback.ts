"use client";

import { useRef, useState } from "react";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import type { FeedbackList, FeedbackState } from "../schema";
import { below, merged, onTop, type Shown } from "./feedback-items";
import { useLoad } from "./use-load";

/**
 * The feedback of a page, kept true while it is open: what is done stays where it is until the page is opened anew, and what
 * comes in waits until it is asked for, so that nothing moves under who reads. After a gap in what is heard it begins anew.
 */
export function useFeedback(first: FeedbackList, state: "open" | "done") {
  const [shown, setShown] = useState<Shown>(first);
  const [cameIn, setCameIn] = useState<ReadonlySet<string>>(new Set());
  const [lastEventId] = useState(first.live);
  /** Something may have been missed, and what was missed is not read yet. */
  const [gap, setGap] = useState(false);
  const newest = useLoad();
  const older = useLoad();
  /** The latest word on each, for pages that were read before it came. */
  const heard = useRef(new Map<string, FeedbackState>());
  const { client } = trpc.useUtils();
  const isShown = (id: string) => shown.items.some((item) => item.id === id);
  const waiting = [...cameIn].filter((id) => !isShown(id));

  const hear = (news: readonly FeedbackState[]) => {
    for (const one of news) {
      if ((heard.current.get(one.id)?.version ?? 0) < one.version) heard.current.set(one.id, one);
    }
    setShown((before) => ({ ...before, items: merged(before.items, news) }));
    if (state === "done") return;
    setCameIn((before) => {
      const after = new Set(before);
      for (const one of news) {
        // One that was opened again has its place further down.
        if (one.done) after.delete(one.id);
        else if (one.version === 1) after.add(one.id);
      }
      return after;
    });
  };

  const fetchPage = async (cursor: string | null): Promise<Shown> => {
    const { items, nextCursor } = await client.feedback.list.query({ state, cursor });
    return { items: merged(items, [...heard.current.values()]), nextCursor };
  };

  /** What comes in meanwhile goes on waiting. */
  const readNewest = (anew: boolean) =>
    newest.run(async () => {
      const page = await fetchPage(null);
      const read = new Set([...cameIn, ...page.items.map(({ id }) => id)]);
      setShown((before) => (anew ? page : onTop(before, page)));
      setCameIn((before) => new Set([...before].filter((id) => !read.has(id))));
      if (anew) setGap(false);
      return page.items.find(({ id }) => !isShown(id))?.id ?? null;
    });

  trpc.feedback.onChanged.useSubscription(
    { lastEventId },
    {
      onData({ data }) {
        if (!isResync(data)) return hear([data]);
        setGap(true);
        void readNewest(true);
      },
    },
  );

  return {
    items: shown.items,
    hear,
    waiting: waiting.length,
    /** Brings what waits to the top. @returns the first that was not there before; null where there is none. */
    showNewest: () => readNewest(gap),
    newest,
    more: shown.nextCursor !== null,
    loadMore: () =>
      older.run(async () => {
        const page = await fetchPage(shown.nextCursor);
        setShown((before) => below(before, page, shown.nextCursor));
      }),
    older,
  };
}
