"use client";

import { CloudOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLiveStatus } from "@/live/browser/status";
import { Connectivity, probeServer } from "./connectivity";

/** Short enough that the banner is gone well within 5 s of the server's return, whoever notices it. */
const retryMs = 2_000;

/** Floats over the foot of the page, so that nothing moves under a reader when it comes and goes. */
export function OfflineBanner() {
  const since = useOfflineSince();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex p-3 print:hidden pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:p-5"
    >
      {since && (
        <p
          data-testid="offline-indicator"
          className="pointer-events-auto flex max-w-md items-start gap-3 rounded-md border border-rule-strong bg-paper-raised px-4 py-3 text-pretty text-[0.9375rem] shadow-float motion-safe:animate-arrive"
        >
          <CloudOff aria-hidden="true" className="mt-[0.2em] size-4 shrink-0 text-warn" />
          <span>
            You are offline. What you have open is as of{" "}
            <time dateTime={since.toISOString()}>
              {since.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}
            </time>{" "}
            and stays readable; what you write is kept on this device.
          </span>
        </p>
      )}
    </div>
  );
}

/** When the server was lost; null while it can be reached. */
function useOfflineSince(): Date | null {
  const [since, setSince] = useState<Date | null>(null);
  const connectivity = useRef<Connectivity | null>(null);
  const { state } = useLiveStatus();

  useEffect(() => {
    const current = new Connectivity({
      probe: probeServer,
      onChange: (offline) => setSince(offline ? new Date() : null),
      retryMs,
    });
    connectivity.current = current;
    const lost = () => current.lost();
    const check = () => current.check();
    const checkWhenSeen = () => document.visibilityState === "visible" && current.check();
    window.addEventListener("offline", lost);
    window.addEventListener("online", check);
    document.addEventListener("visibilitychange", checkWhenSeen);
    if (!navigator.onLine) lost();
    return () => {
      window.removeEventListener("offline", lost);
      window.removeEventListener("online", check);
      document.removeEventListener("visibilitychange", checkWhenSeen);
      current.stop();
    };
  }, []);

  useEffect(() => {
    if (state === "offline") connectivity.current?.lost();
    // The stream got through, so the server is likely to answer.
    if (state === "live" || state === "polling") connectivity.current?.check();
  }, [state]);

  return since;
}
