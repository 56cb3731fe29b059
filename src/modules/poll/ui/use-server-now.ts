"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useNow } from "@/modules/job/ui/use-now";
import { trpc } from "@/trpc/react";

/** How far the server's clock is ahead of ours, in milliseconds; null until it was asked. One for all that counts down. */
let offsetMs: number | null = null;
const observers = new Set<() => void>();
const subscribe = (observer: () => void) => {
  observers.add(observer);
  return () => observers.delete(observer);
};

/** The server's time in milliseconds since 1970, each second while `running`, however wrong this device's clock is; null until it is known. */
export function useServerNow(running: boolean): number | null {
  const { client } = trpc.useUtils();
  const offset = useSyncExternalStore(
    subscribe,
    () => offsetMs,
    () => null,
  );
  const now = useNow(running);

  useEffect(() => {
    if (!running || offsetMs !== null) return;
    const asked = Date.now();
    client.poll.clock
      .query()
      .then(({ now }) => {
        // It read its clock about halfway.
        offsetMs = Date.parse(now) - (asked + Date.now()) / 2;
      })
      .catch(() => {
        offsetMs = 0; // our own clock, then: it counts down, and the poll closes by the server's all the same
      })
      .finally(() => {
        for (const observer of observers) observer();
      });
  }, [client, running]);
  return now === null || offset === null ? null : now + offset;
}
