"use client";

import { clsx } from "clsx";
import { format, isToday } from "date-fns";
import { useSyncExternalStore } from "react";
import { VisuallyHidden } from "@/components/visually-hidden";
import { type Health, type StatusTone, statusText } from "../manuscript/status-text";

const tones: Record<StatusTone, string> = { calm: "text-ink-muted", held: "text-warn", alarm: "text-danger" };

const clock = (at: number) => format(at, isToday(at) ? "HH:mm" : "d MMM yyyy");

/** Where the text is. Read out only when it needs attention and when that is over, not at every save. */
export function SaveState({ health }: { health: Health | null }) {
  const online = useOnline();
  const { text, tone } = health ? statusText(health, online, clock) : { text: "Opening…", tone: "calm" as const };
  return (
    <>
      <span
        data-testid="save-state"
        role="status"
        aria-live="off"
        className={clsx(
          "line-clamp-2 min-w-0 text-end text-sm tabular-nums max-sm:text-label max-sm:leading-tight max-sm:tracking-normal",
          tones[tone],
        )}
        title={text}
      >
        {text}
      </span>
      <VisuallyHidden role="status">{tone === "calm" ? "" : text}</VisuallyHidden>
    </>
  );
}

const subscribe = (onChange: () => void) => {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
};

const useOnline = () =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
