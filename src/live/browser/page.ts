/** A page that was hidden for this long lets go of its streams. Browsers slow its timers down to a minute from then on. */
const letGoAfterMs = 5 * 60_000;
const tickMs = 2_000;
/** A tick that comes this late was slept through. */
const sleepMs = 10_000;

export interface PageHandlers {
  /** From here on this page may not run any more. */
  onAway(): void;
  onBack(): void;
  /** Something changed for the better: there is a network again, somebody looks again, or the machine slept. */
  onWake(): void;
  onOffline(): void;
}

/** Watches what becomes of this page. Without one, as in Node, nothing does. */
export function watchPage({ onAway, onBack, onWake, onOffline }: PageHandlers): void {
  if (typeof document === "undefined") return;
  let away = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    clearTimeout(timer);
    if (away) return;
    away = true;
    onAway();
  };
  const visible = () => document.visibilityState === "visible";
  const leaveLater = () => {
    clearTimeout(timer);
    if (!visible()) timer = setTimeout(leave, letGoAfterMs);
  };
  const look = () => {
    leaveLater();
    if (away) {
      away = false;
      onBack();
    }
    if (visible()) onWake();
  };
  leaveLater(); // it may have been opened in the background, and nobody may ever look
  document.addEventListener("visibilitychange", look);
  document.addEventListener("freeze", leave);
  document.addEventListener("resume", look);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => persisted && look());
  window.addEventListener("online", onWake);
  window.addEventListener("offline", onOffline);

  let last = Date.now();
  setInterval(() => {
    const slept = Date.now() - last > sleepMs;
    last = Date.now();
    // A hidden page has slow timers; it is told when somebody looks again.
    if (slept && visible()) onWake();
  }, tickMs);
}
