"use client";

import { useLiveStatus } from "@/live/browser/status";
import { useOwnZone } from "./use-time-zone";

const clock = (at: number) => new Date(at).toTimeString().slice(0, 8);

/** When the figures are from, and whether they follow what happens. It holds its place while the reader's clock is not known. */
export function AsOf({ heardAt }: { heardAt: number }) {
  const { state } = useLiveStatus();
  const inBrowser = useOwnZone() !== null;
  return (
    <p className="mt-4 min-h-5 text-ink-muted text-sm tabular-nums">
      {inBrowser && heardAt > 0 && (
        <>
          Updated {clock(heardAt)}
          {state === "live" || state === "polling" || state === "idle" ? "" : ", not live just now"}
        </>
      )}
    </p>
  );
}
