"use client";

import { useState, useSyncExternalStore } from "react";
import { isTimeZone } from "@/platform/time-zone";

const never = () => () => {};

/** The reader's own zone; null on the server, which does not know it, and where the browser does not say. */
export function useOwnZone(): string | null {
  return useSyncExternalStore(never, ownZone, () => null);
}

function ownZone(): string | null {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone && isTimeZone(timeZone) ? timeZone : null;
}

/** In which zone times are shown: the reader's, or on their wish the organiser's. */
export function useShownZone(organisers: string) {
  const own = useOwnZone();
  const [theirs, setTheirs] = useState(false);
  return { zone: theirs ? organisers : (own ?? organisers), own: own ?? organisers, theirs, setTheirs };
}
