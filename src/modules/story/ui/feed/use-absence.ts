"use client";

import { useEffect, useRef, useState } from "react";
import { useLiveStatus } from "@/live/browser/status";
import { Absence } from "./absence";

const lookEveryMs = 2_000;

/** Says of an event that arrives now whether its reader was away when it happened. */
export function useAbsence(): () => boolean {
  const { state } = useLiveStatus();
  const [absence] = useState(() => new Absence());
  const connected = useRef(false);
  useEffect(() => {
    connected.current = state === "live" || state === "polling";
    // Before the first connection there is nothing to be away from.
    if (state !== "idle") absence.look(connected.current);
  }, [state, absence]);
  useEffect(() => {
    const timer = setInterval(() => absence.look(connected.current), lookEveryMs);
    return () => clearInterval(timer);
  }, [absence]);
  return () => document.visibilityState === "hidden" || absence.explains();
}
