import { v7 as timedId } from "uuid";
import { z } from "zod";
import { keep, readKeptJson } from "@/platform/kept";
import { feedbackKind } from "../schema";

const feedbackDraft = z.object({
  /** Under which it is sent. */
  id: z.uuid(),
  kind: feedbackKind.nullable(),
  text: z.string(),
  page: z.string().nullable(),
  email: z.string(),
});
export type FeedbackDraft = z.infer<typeof feedbackDraft>;

export const newDraft = (page: string | null): FeedbackDraft => ({
  id: timedId(),
  kind: null,
  text: "",
  page,
  email: "",
});

/**
 * The draft as it is after a change, under another id: what was sent before and has perhaps arrived keeps its own, and what
 * was written since is not taken for it.
 */
export const changed = (draft: FeedbackDraft, change: Partial<Omit<FeedbackDraft, "id">>): FeedbackDraft => ({
  ...draft,
  ...change,
  id: timedId(),
});

/** By person, since on a shared device nobody meets another's words. */
const keyOf = (owner: string | null) => `inkwire:feedback:${owner ?? "guest"}`;

/**
 * What somebody began to write, or has sent and the server has not acknowledged; null where there is none.
 * @param owner the member who writes; null for a guest.
 */
export const readDraft = (owner: string | null): FeedbackDraft | null =>
  feedbackDraft.safeParse(readKeptJson(keyOf(owner))).data ?? null;

export const keepDraft = (owner: string | null, draft: FeedbackDraft): void =>
  keep(keyOf(owner), draft.text.trim() ? JSON.stringify(draft) : "");

/** Drops the draft that has arrived; what another tab has written since stays. */
export function dropDraft(owner: string | null, id: string): void {
  if (readDraft(owner)?.id === id) keep(keyOf(owner), "");
}
