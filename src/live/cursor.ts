import { z } from "zod";

/** A position in the log. Sent as SSE `id`, handed back as `lastEventId`. */
export interface Cursor {
  /** Which log it is a position in; seqs of another log mean nothing here. */
  epoch: string;
  seq: number;
}

export const formatCursor = ({ epoch, seq }: Cursor): string => `${epoch}.${seq}`;

/** The position that `text` names, or null for anything that we cannot have sent. */
export function parseCursor(text: string): Cursor | null {
  const match = /^([a-z0-9]{1,32})\.(0|[1-9]\d{0,15})$/.exec(text);
  const seq = Number(match?.[2]);
  return match?.[1] && Number.isSafeInteger(seq) ? { epoch: match[1], seq } : null;
}

/**
 * Spread into the input of every subscription that can resume: `z.object({ genre, ...resumable })`. tRPC's client puts
 * the last cursor it saw into this field when it reconnects. Any text is let through to the hub, which answers one that
 * it cannot prove with a `resync`: a stream must not die of an old cursor.
 */
export const resumable = { lastEventId: z.string().max(200).nullish() };

/** Why a stream cannot go on from the cursor it was given. */
export type ResyncReason = "cursor_unknown" | "log_trimmed";

/**
 * Stands in a stream where continuity could not be proved. Everything after it is complete again; what lies before must
 * be fetched anew.
 */
export interface Resync {
  resync: ResyncReason;
}

export const isResync = (data: unknown): data is Resync =>
  typeof data === "object" && data !== null && "resync" in data;
