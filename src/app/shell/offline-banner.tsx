"use client";

import { CloudOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLiveStatus } from "@/live/browser/status";
import { Connectivity, probeServer } from "./connectivity";

/** Short enough that the banner is gone well within 5 s of the server's return, whoever notices it. */
const retryMs = 2_000;

/** Floats over the foot of the page, so that nothing moves under a reader when it comes and goes. */
export function OfflineBanner() {
  const offline = useOffline();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex p-3 print:hidden pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:p-5"
    >
      {offline && (
        <p
          data-testid="offline-indicator"
          className="pointer-events-auto flex max-w-md items-start gap-3 rounded-md border border-rule-strong bg-paper-raised px-4 py-3 text-pretty text-[0.9375rem] shadow-float motion-safe:animate-arrive"
        >
          <CloudOff aria-hidden="true" className="mt-[0.2em] size-4 shrink-0 text-warn" />
          You are offline. What you have open stays readable, and what you write is kept on this device.
        </p>
      )}
    </div>
  );
}

function useOffline(): boolean {
  const [offline, setOffline] = useState(false);
  const connectivity = useRef<Connectivity | null>(null);
  const { state } = useLiveStatus();

  useEffect(() => {
    const current = new Connectivity({ probe: probeServer, onChange: setOffline, retryMs });
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

  return offline;
}
