"use client";

import { useEffect, useState } from "react";
import type { CaseItem } from "../schema";

/** A claim while it holds; null from the moment on at which it lapses. */
export function useLapse(claim: CaseItem["claim"]): CaseItem["claim"] {
  const [now, setNow] = useState(() => Date.now());
  const until = claim && Date.parse(claim.until);
  useEffect(() => {
    if (!until) return;
    setNow(Date.now());
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, until - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [until]);
  return until && until > now ? claim : null;
}
