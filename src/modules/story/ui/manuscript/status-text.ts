import type { Snapshot } from "./manuscript";

/** `calm`: all is well or about to be. `held`: only this device has it. `alarm`: a person must do something. */
export type StatusTone = "calm" | "held" | "alarm";

export interface StatusText {
  text: string;
  tone: StatusTone;
}

/** Where the text is, in a few words. @param time how a moment is written, in the reader's own zone */
export function statusText(
  { phase, device, trouble, conflict, saved }: Snapshot,
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
