"use client";

import { useSyncExternalStore } from "react";

/**
 * What a person is told of the stream. `idle`: nothing is followed. `polling`: streams do not get through, the same events
 * are fetched at intervals. `ended`: nothing more comes before the page is loaded anew.
 */
export type LiveState = "idle" | "live" | "reconnecting" | "polling" | "offline" | "ended";

export interface LiveStatus {
  state: LiveState;
  /** Why it is not `live`, for a person; empty when it is. */
  reason: string;
}

let current: LiveStatus = { state: "idle", reason: "" };
const observers = new Set<() => void>();

export function setLiveStatus(state: LiveState, reason = ""): void {
  if (current.state === state && current.reason === reason) return;
  current = { state, reason };
  for (const observer of observers) observer();
}

const onServer: LiveStatus = { state: "idle", reason: "" };

/** The state of this tab's live connection. */
export const useLiveStatus = (): LiveStatus =>
  useSyncExternalStore(
    (observer) => {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    () => current,
    () => onServer,
  );
