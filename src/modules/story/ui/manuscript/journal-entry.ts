import { z } from "zod";
import { genre, rating } from "../../schema";

/**
 * What a browser keeps of unsaved work. It is read back by later versions of this code, so it is checked; the limits
 * of the server do not apply, since a text that it would refuse must survive too.
 */
const texts = z.object({
  title: z.string(),
  body: z.string(),
  blurb: z.string(),
  genre,
  tags: z.array(z.string()),
  rating,
  warnings: z.array(z.string()),
  language: z.string(),
});

export const journalEntry = z.object({
  storyId: z.string(),
  memberId: z.string(),
  /** The server's version that was edited, and its text; null where there was no room for it. */
  baseVersion: z.number().int(),
  base: texts.nullable(),
  texts,
  /** Sent to the server without an answer so far: one of them may be there. */
  attempted: z.array(texts),
  /** Milliseconds since 1970, by this device's clock. */
  savedAt: z.number(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

/** A text that was not chosen, kept for as long as this browser keeps anything. */
export const setAsideEntry = z.object({
  id: z.string(),
  texts,
  reason: z.enum(["mine", "theirs", "discarded", "replaced", "found"]),
  at: z.number(),
});
export type SetAside = z.infer<typeof setAsideEntry>;

/** What one tab tells the others that have the story open: the server has taken this. */
export const savedMessage = z.object({ version: z.number().int(), texts, savedAt: z.number() });

/** The names under which it is kept: by member first, so that nobody meets another's text on a shared device. */
export const textPrefix = (memberId: string, storyId?: string): string =>
  storyId ? `text/${memberId}/${storyId}/` : `text/${memberId}/`;
export const asidePrefix = (memberId: string, storyId: string): string => `aside/${memberId}/${storyId}/`;
