const channelName = "inkwire sign-in";

const openChannel = () => (typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channelName));
const own = new Set<() => void>();

/** Tells all tabs of this browser that somebody has signed in or out: their streams end, or begin anew as who it is now. */
export function announceSignInChange(): void {
  const channel = openChannel();
  channel?.postMessage(null);
  channel?.close();
  for (const observer of own) observer();
}

export function onSignInChange(observer: () => void): void {
  own.add(observer);
  if (typeof document === "undefined") return;
  openChannel()?.addEventListener("message", observer);
}
