"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { LiveDot } from "@/components/live-dot";
import { VisuallyHidden } from "@/components/visually-hidden";
import { type LiveState, useLiveStatus } from "@/live/browser/status";

const names = { live: "Live", reconnecting: "Reconnecting", polling: "Polling", offline: "Offline", ended: "Stopped" };

const meanings = {
  live: "New things appear as they happen.",
  reconnecting: "The connection was lost and is being restored.",
  polling: "The live connection does not get through, so this page asks for news at short intervals.",
  offline: "The server cannot be reached.",
  ended: "This page is not kept up to date any more.",
};

/** How long a state must last before it is announced: a blip is not worth interrupting anyone. */
const settleMs = 1_500;

/** Whether what is on the screen is kept up to date. */
export function StatusChip() {
  const { state, reason } = useLiveStatus();
  const settled = useSettled(state);
  return (
    <>
      {state !== "idle" && (
        <span
          data-testid="live-status"
          data-state={state}
          title={reason || meanings[state]}
          className="flex items-center gap-1.5 px-1 text-ink-muted text-sm"
        >
          <LiveDot state={state} />
          <span className="max-md:sr-only">{names[state]}</span>
          {state === "ended" && (
            <Button size="sm" variant="quiet" onClick={() => window.location.reload()}>
              Reload
            </Button>
          )}
        </span>
      )}
      <VisuallyHidden aria-live="polite">{settled}</VisuallyHidden>
    </>
  );
}

/** What to announce: nothing until a state that was once settled gives way to another. */
function useSettled(state: LiveState): string {
  const [{ last, text }, setAnnounced] = useState<{ last: LiveState; text: string }>({ last: "idle", text: "" });
  useEffect(() => {
    if (state === last) return;
    const timer = setTimeout(() => {
      // The banner speaks for `offline`.
      const worthSaying = last !== "idle" && state !== "idle" && state !== "offline";
      setAnnounced({ last: state, text: worthSaying ? `Connection: ${names[state].toLowerCase()}` : "" });
    }, settleMs);
    return () => clearTimeout(timer);
  }, [state, last]);
  return text;
}
