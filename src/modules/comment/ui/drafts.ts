import { z } from "zod";
import type { Outgoing } from "./assemble";

/**
 * What somebody began to write, or has sent and the server has not acknowledged. It lies in this browser, through reloads
 * and signing out. Storage may be barred; then it lasts as long as the page.
 */
const draftKey = (storyId: string, about: string | null) => `inkwire:comment:${storyId}:${about ?? "story"}`;
const unsentKey = (storyId: string) => `inkwire:comments-unsent:${storyId}`;

/** @param about the comment that is answered, or the chapter it is about; null for the story. */
export const readDraft = (storyId: string, about: string | null): string => read(draftKey(storyId, about)) ?? "";

export const keepDraft = (storyId: string, about: string | null, text: string): void =>
  write(draftKey(storyId, about), text);

const unsent = z.array(
  z.object({
    id: z.uuid(),
    chapterId: z.string().nullable().default(null),
    parentId: z.string().nullable(),
    below: z.string().nullable(),
    body: z.string(),
  }),
);

/** Comments that were sent before this page was opened, and not acknowledged. */
export function readUnsent(storyId: string): Outgoing[] {
  try {
    const parsed = unsent.safeParse(JSON.parse(read(unsentKey(storyId)) ?? "[]"));
    return parsed.success ? parsed.data.map((item) => ({ ...item, failure: "It was not sent yet." })) : [];
  } catch {
    return [];
  }
}

export const keepUnsent = (storyId: string, items: readonly Outgoing[]): void =>
  write(unsentKey(storyId), items.length > 0 ? JSON.stringify(items) : "");

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // kept for nobody, then
  }
}
