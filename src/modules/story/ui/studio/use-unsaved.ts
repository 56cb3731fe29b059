"use client";

import { useEffect, useState } from "react";
import { browserShelf } from "../manuscript/browser-shelf";
import { textPrefix } from "../manuscript/journal-entry";

const none: ReadonlySet<string> = new Set();

/** The stories of which this device holds text that the server has not. @param asOf when to look again */
export function useUnsaved(memberId: string, asOf: number): ReadonlySet<string> {
  const [unsaved, setUnsaved] = useState(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `asOf` means that the answer may have changed
  useEffect(() => {
    let current = true;
    const prefix = textPrefix(memberId);
    void browserShelf()
      .keys(prefix)
      .then((keys) => {
        if (current) setUnsaved(new Set(keys.map((key) => key.slice(prefix.length).split("/")[0] ?? "")));
      });
    return () => {
      current = false;
    };
  }, [memberId, asOf]);
  return unsaved;
}
