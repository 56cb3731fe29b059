import { z } from "zod";
import type { Outgoing } from "./assemble";

/**
 * What somebody began to write, or has sent and the server has not acknowledged. It lies in this browser, through reloads
 * and signing out; by person first, since on a shared device nobody meets another's words. Storage may be barred; then it
 * lasts as long as the page.
 */
const draftKey = (owner: string | null, storyId: string, about: string | null) =>
  `inkwire:comment:${owner ?? "guest"}:${storyId}:${about ?? "story"}`;
const unsentKey = (owner: string | null, storyId: string) => `inkwire:comments-unsent:${owner ?? "guest"}:${storyId}`;

/**
 * @param owner the member who writes; null for a guest.
 * @param about the comment that is answered, or the chapter it is about; null for the story.
 */
export const readDraft = (owner: string | null, storyId: string, about: string | null): string =>
  read(draftKey(owner, storyId, about)) ?? "";

export const keepDraft = (owner: string | null, storyId: string, about: string | null, text: string): void =>
  write(draftKey(owner, storyId, about), text);

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
export function readUnsent(owner: string | null, storyId: string): Outgoing[] {
  try {
    const parsed = unsent.safeParse(JSON.parse(read(unsentKey(owner, storyId)) ?? "[]"));
    return parsed.success ? parsed.data.map((item) => ({ ...item, failure: "It was not sent yet." })) : [];
  } catch {
    return [];
  }
}

export const keepUnsent = (owner: string | null, storyId: string, items: readonly Outgoing[]): void =>
  write(unsentKey(owner, storyId), items.length > 0 ? JSON.stringify(items) : "");

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
