"use client";

import { useState } from "react";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import type { FeedbackItem, FeedbackList, FeedbackState } from "../schema";

/** Each with the newest that is known of it. */
const merged = (items: readonly FeedbackItem[], news: readonly FeedbackState[]): readonly FeedbackItem[] =>
  items.map((item) => {
    const latest = news.find(({ id, version }) => id === item.id && version > item.version);
    return latest ? { ...item, ...latest } : item;
  });

/**
 * The feedback of a page, kept true while it is open: what is done stays where it is until the page is opened anew, and what
 * comes in waits until it is asked for, so that nothing moves under who reads.
 */
export function useFeedback(first: FeedbackList, state: "open" | "done") {
  const [items, setItems] = useState<readonly FeedbackItem[]>(first.items);
  const [nextCursor, setNextCursor] = useState(first.nextCursor);
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const [lastEventId] = useState(first.live);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  const utils = trpc.useUtils();
  const isKnown = ({ id }: FeedbackState) => items.some((item) => item.id === id);

  const hear = (news: readonly FeedbackState[]) => {
    setItems((known) => merged(known, news));
    if (state === "done") return;
    setWaiting((before) => {
      const after = new Set(before);
      for (const one of news) {
        // One that was opened again has its place further down.
        if (one.done) after.delete(one.id);
        else if (one.version === 1 && !isKnown(one)) after.add(one.id);
      }
      return after;
    });
  };

  const fetchPage = (cursor: string | null) => utils.feedback.list.fetch({ state, cursor }, { staleTime: 0 });

  trpc.feedback.onChanged.useSubscription(
    { lastEventId },
    {
      onData({ data }) {
        if (!isResync(data)) return hear([data]);
        void fetchPage(null).then(
          (page) => hear(page.items),
          () => {},
        );
      },
    },
  );

  const load = async (cursor: string | null, show: (page: FeedbackList) => void) => {
    setLoading(true);
    setFailed(false);
    try {
      show(await fetchPage(cursor));
    } catch {
      setFailed(true);
    } finally {
      setLoading(false);
    }
  };

  return {
    items,
    hear,
    waiting: waiting.size,
    showWaiting: () =>
      load(null, (page) => {
        const reachesBack = page.items.some(isKnown) || page.nextCursor === null;
        setItems((known) => (reachesBack ? [...page.items.filter((item) => !isKnown(item)), ...known] : page.items));
        if (!reachesBack) setNextCursor(page.nextCursor);
        setWaiting(new Set());
      }),
    more: nextCursor !== null,
    loadMore: () =>
      load(nextCursor, (page) => {
        setItems((known) => [...known, ...page.items.filter((item) => !isKnown(item))]);
        setNextCursor(page.nextCursor);
      }),
    loading,
    failed,
  };
}
