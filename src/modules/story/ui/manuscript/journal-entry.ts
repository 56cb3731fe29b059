import { z } from "zod";
import type { Form, Saved, Texts } from "./texts";

/**
 * What a browser keeps of unsaved work. It is read back by later versions of this code, so it is checked; the limits
 * of the server do not apply, since a text that it would refuse must survive too.
 */
export interface JournalEntry<T extends Texts> {
  memberId: string;
  /** The server's version that was edited, and its text; null where there was no room for it. */
  baseVersion: number;
  base: T | null;
  texts: T;
  /** Sent to the server without an answer so far: one of them may be there. */
  attempted: T[];
  /** Milliseconds since 1970, by this device's clock. */
  savedAt: number;
}

export function readEntry<T extends Texts>({ stored }: Form<T>, value: unknown): JournalEntry<T> | null {
  const parsed = z
    .object({
      memberId: z.string(),
      baseVersion: z.number().int(),
      base: stored.nullable(),
      texts: stored,
      attempted: z.array(stored),
      savedAt: z.number(),
    })
    .safeParse(value);
  return parsed.success ? parsed.data : null;
}

const reason = z.enum(["mine", "theirs", "discarded", "replaced", "found"]);

/** A text that was not chosen, kept for as long as this browser keeps anything. */
export interface SetAside<T extends Texts> {
  id: string;
  texts: T;
  reason: z.infer<typeof reason>;
  at: number;
}

export function readSetAside<T extends Texts>({ stored }: Form<T>, value: unknown): SetAside<T> | null {
  const parsed = z.object({ id: z.string(), texts: stored, reason, at: z.number() }).safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** What one tab tells the others that have the same open: the server has taken this. */
export function readSaved<T extends Texts>({ stored }: Form<T>, value: unknown): Saved<T> | null {
  const parsed = z.object({ version: z.number().int(), texts: stored, savedAt: z.number() }).safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** What a manuscript is of: the details of a story, or one of its chapters. The story comes first. */
export const detailsSubject = (storyId: string): string => `${storyId}/details`;
export const chapterSubject = (storyId: string, chapterId: string): string => `${storyId}/${chapterId}`;

/** The names under which it is kept: by member first, so that nobody meets another's text on a shared device. */
export const textPrefix = (memberId: string, subject?: string): string =>
  subject ? `text/${memberId}/${subject}/` : `text/${memberId}/`;
export const asidePrefix = (memberId: string, subject: string): string => `aside/${memberId}/${subject}/`;
