"use client";

import { useEffect } from "react";
import { trpc } from "@/trpc/react";
import type { NotificationView } from "../schema";
import { latestAt } from "./latest-at";

/** Says that these are before the reader's eyes, so that no digest repeats them. Nothing comes of it when it fails. */
export function useSeen(items: readonly NotificationView[]): void {
  const { mutate } = trpc.notification.markSeen.useMutation();
  const before = items.some(({ read }) => !read) ? latestAt(items) : null;
  useEffect(() => {
    if (before) mutate({ before });
  }, [before, mutate]);
}
