"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import { type CaseItem, type CaseView, claimMs } from "../schema";
import { useLapse } from "./use-lapse";

/** One case, kept true while its page is open, and held for who has taken it while they look at it. */
export function useCase(first: CaseView, memberId: string) {
  const [lastEventId] = useState(first.live);
  const utils = trpc.useUtils();
  const input = { id: first.item.id };
  const { data: view } = trpc.moderation.byId.useQuery(input, {
    initialData: first,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const claim = useLapse(view.item.claim);
  const mine = claim?.by.id === memberId;

  const put = (item: CaseItem) =>
    utils.moderation.byId.setData(input, (known) =>
      known && known.item.version < item.version ? { ...known, item } : known,
    );
  const refresh = () => void utils.moderation.byId.invalidate(input);

  trpc.moderation.onQueue.useSubscription(
    { lastEventId },
    {
      onData({ data }) {
        if (isResync(data)) return refresh();
        if (data.id !== input.id) return;
        put(data);
        refresh(); // what was reported, and by whom, is not part of the event
      },
    },
  );

  const take = trpc.moderation.claim.useMutation({ onSuccess: put, onError: refresh });
  const release = trpc.moderation.release.useMutation({ onSuccess: put, onError: refresh });

  const prolong = useEffectEvent(() => {
    if (document.visibilityState === "visible") take.mutate(input);
  });
  useEffect(() => {
    if (!mine) return;
    const timer = setInterval(prolong, claimMs / 3);
    return () => clearInterval(timer);
  }, [mine]);

  return {
    view,
    claim,
    mine,
    taking: take.isPending && !mine,
    take: () => take.mutate(input),
    release: () => release.mutate(input),
    refresh,
    failure: take.error && !mine ? take.error.message : null,
  };
}
