"use client";

import { useState } from "react";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import type { CaseItem, QueuePage } from "../schema";

/** The newer of what is known of each case; the order is kept, and what is new comes last, where nothing moves for it. */
export function mergeCases(known: readonly CaseItem[], news: readonly CaseItem[], adds: boolean): readonly CaseItem[] {
  const latest = new Map(known.map((item) => [item.id, item]));
  for (const item of news) {
    const before = latest.get(item.id);
    if (before ? before.version < item.version : adds) latest.set(item.id, item);
  }
  return [...latest.values()];
}

/** The cases of a page, kept true while it is open. Decided ones stay where they are until the page is opened anew. */
export function useCases(first: QueuePage, state: "open" | "decided") {
  const [items, setItems] = useState<readonly CaseItem[]>(first.items);
  const [nextCursor, setNextCursor] = useState(first.nextCursor);
  const [lastEventId] = useState(first.live);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  const utils = trpc.useUtils();

  const fetchPage = (cursor: string | null) => utils.moderation.queue.fetch({ state, cursor }, { staleTime: 0 });
  const merge = (news: readonly CaseItem[], adds: boolean) => setItems((known) => mergeCases(known, news, adds));

  trpc.moderation.onQueue.useSubscription(
    { lastEventId },
    {
      onData({ data }) {
        if (isResync(data))
          return void fetchPage(null).then(
            (page) => merge(page.items, true),
            () => {},
          );
        // What follows the last page that is loaded comes with its own.
        merge([data], state === "open" && data.decided === null && nextCursor === null);
      },
    },
  );

  const loadMore = async () => {
    setLoading(true);
    setFailed(false);
    try {
      const page = await fetchPage(nextCursor);
      merge(page.items, true);
      setNextCursor(page.nextCursor);
    } catch {
      setFailed(true);
    } finally {
      setLoading(false);
    }
  };

  return { items, nextCursor, loading, failed, loadMore };
}
