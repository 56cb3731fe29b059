"use client";

import { useEffect, useRef } from "react";
import { trpc } from "@/trpc/react";
import { mostAtOnce, type NotificationView } from "../schema";

/** Says that these are before the reader's eyes, so that no digest repeats them. Nothing comes of it when it fails. */
export function useSeen(items: readonly NotificationView[]): void {
  const { mutate } = trpc.notification.markSeen.useMutation();
  const told = useRef(new Map<string, string>());
  useEffect(() => {
    const fresh = items.filter(({ id, at, read }) => !read && told.current.get(id) !== at).slice(0, mostAtOnce);
    const [before] = fresh.map(({ at }) => at).sort((a, b) => b.localeCompare(a));
    if (!before) return;
    for (const { id, at } of fresh) told.current.set(id, at);
    mutate({ ids: fresh.map(({ id }) => id), before });
  }, [items, mutate]);
}
