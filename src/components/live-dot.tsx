import { clsx } from "clsx";

export type LiveState = "live" | "reconnecting" | "polling" | "offline" | "ended";

const looks: Record<LiveState, { colour: string; dashes?: string; hollow: boolean }> = {
  live: { colour: "text-live", hollow: false },
  reconnecting: { colour: "text-warn", dashes: "3 3", hollow: true },
  polling: { colour: "text-warn", dashes: "1 3", hollow: false },
  offline: { colour: "text-ink-muted", dashes: "4 20", hollow: true },
  ended: { colour: "text-ink-muted", dashes: "4 20", hollow: true },
};

/**
 * A wire and its dot: whole while live, dashed while reconnecting, dotted while polling, cut when offline or ended. Decorative,
 * so the state must be said in words beside it.
 */
export function LiveDot({ state, className }: { state: LiveState; className?: string }) {
  const { colour, dashes, hollow } = looks[state];
  return (
    <svg viewBox="0 0 22 10" aria-hidden="true" className={clsx("h-2.5 w-5.5 shrink-0", colour, className)}>
      <path d="M0 5H13.5" stroke="currentColor" strokeDasharray={dashes} />
      {state === "live" && (
        <circle
          cx="16.5"
          cy="5"
          r="2"
          fill="currentColor"
          className="origin-center opacity-0 [transform-box:fill-box] motion-safe:animate-signal"
        />
      )}
      <circle cx="16.5" cy="5" r="2.5" fill={hollow ? "none" : "currentColor"} stroke="currentColor" />
    </svg>
  );
}
