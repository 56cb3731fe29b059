import { z } from "zod";
import { keep, keptKeys, readKept, readKeptJson } from "@/platform/kept";
import type { Outgoing } from "./assemble";

/**
 * What somebody began to write, or has sent and the server has not acknowledged. It lies in this browser, through reloads
 * and signing out; by person first, since on a shared device nobody meets another's words. Storage may be barred; then it
 * lasts as long as the page.
 */
const draftKey = (owner: string | null, storyId: string, about: string | null) =>
  `inkwire:comment:${owner ?? "guest"}:${storyId}:${about ?? "story"}`;
const editKey = (owner: string | null, commentId: string) => `inkwire:comment-edit:${owner ?? "guest"}:${commentId}`;
/** Each has its own, so that tabs do not write over each other's. */
const unsentPrefix = (owner: string | null, storyId: string) =>
  `inkwire:comment-unsent:${owner ?? "guest"}:${storyId}:`;

/**
 * @param owner the member who writes; null for a guest.
 * @param about the comment that is answered, or the chapter it is about; null for the story.
 */
export const readDraft = (owner: string | null, storyId: string, about: string | null): string =>
  readKept(draftKey(owner, storyId, about)) ?? "";

export const keepDraft = (owner: string | null, storyId: string, about: string | null, text: string): void =>
  void keep(draftKey(owner, storyId, about), text);

const edit = z.object({
  /** Of the comment, as it was when its writer began to change it. */
  version: z.number().int(),
  text: z.string(),
});
type KeptEdit = z.infer<typeof edit>;

/** The change of a comment that is neither saved nor left. */
export const readEdit = (owner: string | null, commentId: string): KeptEdit | null =>
  edit.safeParse(readKeptJson(editKey(owner, commentId))).data ?? null;

export const keepEdit = (owner: string | null, commentId: string, kept: KeptEdit): void =>
  void keep(editKey(owner, commentId), JSON.stringify(kept));

export const dropEdit = (owner: string | null, commentId: string): void => void keep(editKey(owner, commentId), "");

const unsent = z.object({
  id: z.uuid(),
  chapterId: z.string().nullable(),
  parentId: z.string().nullable(),
  below: z.string().nullable(),
  body: z.string(),
});

/** Comments that were sent before this page was opened, and not acknowledged, in the order of their ids. */
export const readUnsent = (owner: string | null, storyId: string): Outgoing[] =>
  keptKeys(unsentPrefix(owner, storyId)).flatMap((key) => {
    const { data } = unsent.safeParse(readKeptJson(key));
    return data ? [{ ...data, failure: "It was not sent yet." }] : [];
  });

export const keepUnsent = (owner: string | null, storyId: string, item: Outgoing): void =>
  void keep(unsentPrefix(owner, storyId) + item.id, JSON.stringify(item));

export const dropUnsent = (owner: string | null, storyId: string, id: string): void =>
  void keep(unsentPrefix(owner, storyId) + id, "");
