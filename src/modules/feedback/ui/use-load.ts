"use client";

import { useState } from "react";

/** Whether something is under way, and whether the last time failed; that is said until it has worked. */
export function useLoad() {
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  return {
    loading,
    failed,
    /** Never rejects: null where it failed. */
    async run<Result>(load: () => Promise<Result>): Promise<Result | null> {
      setLoading(true);
      try {
        const result = await load();
        setFailed(false);
        return result;
      } catch {
        setFailed(true);
        return null;
      } finally {
        setLoading(false);
      }
    },
  };
}
