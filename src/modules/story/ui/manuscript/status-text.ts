import type { Snapshot } from "./manuscript";
import type { Texts } from "./texts";

/** `calm`: all is well or about to be. `held`: only this device has it. `alarm`: a person must do something. */
export type StatusTone = "calm" | "held" | "alarm";

export interface StatusText {
  text: string;
  tone: StatusTone;
}

/** What says where a text is, whatever it is of. */
export type Health = Pick<Snapshot<Texts>, "phase" | "device" | "trouble" | "atRisk"> & {
  conflict: unknown;
  saved: { savedAt: number };
};

/** Of several texts that are open together, the one that needs attention most. */
export function worstOf(all: readonly Health[]): Health | null {
  const rank = ({ conflict, trouble, device, phase }: Health) => {
    if (conflict) return 6;
    if (trouble) return 5;
    if (device === "failed") return 4;
    return { blocked: 3, retrying: 3, saving: 2, waiting: 1, idle: 0 }[phase];
  };
  return all.reduce<Health | null>((worst, next) => {
    if (!worst) return next;
    const difference = rank(next) - rank(worst);
    return difference > 0 || (difference === 0 && next.saved.savedAt > worst.saved.savedAt) ? next : worst;
  }, null);
}

/** Where the text is, in a few words. @param time how a moment is written, in the reader's own zone */
export function statusText(
  { phase, device, trouble, conflict, saved }: Health,
  online: boolean,
  time: (at: number) => string,
): StatusText {
  if (conflict) return { text: "Changed elsewhere", tone: "alarm" };
  if (trouble?.kind === "refused") return { text: `Not saved: ${lowerFirst(trouble.message)}`, tone: "alarm" };
  if (trouble?.kind === "other-member") return { text: "Not saved: signed in as someone else", tone: "alarm" };
  if (device === "failed" && phase !== "idle" && phase !== "saving") {
    return { text: "Not saved yet: this device cannot keep a copy", tone: "alarm" };
  }
  if (trouble?.kind === "signed-out") return { text: "Signed out, saved on this device", tone: "alarm" };
  if (!online && phase !== "idle") return { text: "Offline, will save when back", tone: "held" };
  if (phase === "retrying") return { text: "Saved on this device, trying again", tone: "held" };
  if (phase === "saving") return { text: "Saving…", tone: "calm" };
  if (phase === "idle" && device !== "held") return { text: `Saved ${time(saved.savedAt)}`, tone: "calm" };
  return device === "held" ? { text: "Saved on this device", tone: "held" } : { text: "Saving…", tone: "calm" };
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
