"use client";

import { useState } from "react";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import type { PenView } from "../schema";

export type Pens = Readonly<Record<string, PenView>>;

/** The newer of what is known of each chapter's pen. */
export function mergePens(known: Pens, news: readonly PenView[]): Pens {
  const merged = { ...known };
  for (const pen of news) {
    const before = merged[pen.chapterId];
    if (!before || before.version < pen.version) merged[pen.chapterId] = pen;
  }
  return merged;
}

/** Who has the pens of a story's chapters; asked only while somebody else is at work on it. */
export function usePens(storyId: string, enabled: boolean) {
  const [pens, setPens] = useState<Pens>({});
  const put = (news: readonly PenView[]) => setPens((known) => mergePens(known, news));
  const list = trpc.pen.list.useQuery({ storyId }, { enabled, staleTime: Number.POSITIVE_INFINITY });
  trpc.pen.onChanged.useSubscription(
    { storyId, lastEventId: list.data?.live },
    {
      enabled: enabled && list.data !== undefined,
      onData({ data }) {
        if (isResync(data)) return void list.refetch();
        put([data]);
      },
    },
  );
  return { pens: mergePens(pens, list.data?.pens ?? []), put, known: list.data !== undefined };
}
