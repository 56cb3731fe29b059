"use client";

import { usePathname, useRouter } from "next/navigation";
import { useRef } from "react";
import { toast } from "sonner";
import { hrefOf, plainText, sentenceOf } from "../words";
import type { Change } from "./notification-state";

const isEndOfWork = (type: string) => type.startsWith("job.") || type === "discovery.completed";

/** Arrivals that follow each other this closely are told of in one toast. */
const togetherMs = 2_000;

/** Returns what tells of a new notification in a toast: once each, many at once in one, and only where it is no news yet. */
export function useArrivalToasts(onRead: (id: string) => void): (change: Change) => void {
  const pathname = usePathname();
  const router = useRouter();
  const last = useRef({ id: 0, count: 0, at: 0 });

  return (change) => {
    if (change.change !== "arrived") return;
    const { notification } = change;
    const hidden = document.visibilityState === "hidden";
    // Whoever watches the work has seen its end.
    if (!hidden && isEndOfWork(notification.type) && pathname === hrefOf(notification)) {
      return onRead(notification.id);
    }
    if (hidden || !change.began || !change.toast) return;
    // The feed tells of stories itself, and the list of notifications of all.
    if (pathname === "/notifications" || (pathname === "/community" && notification.type === "story.new")) return;
    const now = Date.now();
    const together = now - last.current.at < togetherMs;
    const count = together ? last.current.count + 1 : 1;
    const id = together ? last.current.id : last.current.id + 1;
    last.current = { id, count, at: now };
    const [text, href] =
      count === 1
        ? [plainText(sentenceOf(notification)), hrefOf(notification)]
        : [`${count} new notifications`, "/notifications"];
    toast(text, {
      id: `notification-${id}`,
      action: {
        label: "Open",
        onClick() {
          if (count === 1) onRead(notification.id);
          router.push(href);
        },
      },
    });
  };
}
