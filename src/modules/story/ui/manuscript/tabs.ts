import { readSaved } from "./journal-entry";
import type { Form, Saved, Texts } from "./texts";

/** How long a page that is being left may take to let go of its lock. */
const handoverMs = 400;

const lockName = (session: string) => `inkwire-manuscript:${session}`;

/** Shows other tabs that this editor lives. The browser lets go of it for a page that has crashed. */
export function holdSession(session: string): () => void {
  let release = () => {};
  if (typeof navigator.locks === "undefined") return release;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks.request(lockName(session), () => released);
  return release;
}

/** Where the browser has no locks, every text counts as left behind: found twice is better than not found. */
export async function isSessionOver(session: string): Promise<boolean> {
  if (typeof navigator.locks === "undefined") return true;
  try {
    return await navigator.locks.request(lockName(session), { signal: AbortSignal.timeout(handoverMs) }, () => true);
  } catch {
    return false;
  }
}

/** What the tabs of this browser tell each other of one subject. */
export function openTabChannel<T extends Texts>(form: Form<T>, subject: string, onSaved: (saved: Saved<T>) => void) {
  let channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`inkwire-manuscript:${subject}`);
  if (channel) {
    channel.onmessage = ({ data }) => {
      const saved = readSaved(form, data);
      if (saved) onSaved(saved);
    };
  }
  return {
    tell: (saved: Saved<T>) => channel?.postMessage(saved),
    close() {
      channel?.close();
      channel = null;
    },
  };
}
