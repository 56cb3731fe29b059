"use client";

import { useEffect, useRef } from "react";
import { trpc } from "@/trpc/react";

/** So long must a story have been before someone's eyes to count as read. */
const readAfterMs = 8_000;

/** Counts the reader once the page has been visible for a while, not counting the time it was not. */
export function MarkRead({ id }: { id: string }) {
  const { mutate } = trpc.story.markRead.useMutation();
  const seenMs = useRef(0);

  useEffect(() => {
    let since = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const pause = () => {
      if (since) seenMs.current += Date.now() - since;
      since = 0;
      clearTimeout(timer);
    };
    const resume = () => {
      pause();
      const left = readAfterMs - seenMs.current;
      if (document.visibilityState !== "visible" || left <= 0) return;
      since = Date.now();
      timer = setTimeout(() => {
        pause();
        mutate({ id });
      }, left);
    };
    resume();
    document.addEventListener("visibilitychange", resume);
    return () => {
      pause();
      document.removeEventListener("visibilitychange", resume);
    };
  }, [id, mutate]);

  return null;
}
