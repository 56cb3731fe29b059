import { v7 as timedId } from "uuid";
import { z } from "zod";
import { type KeptIn, keep, readKeptJson } from "@/platform/kept";
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
/** All guests of a browser have one name: what one of them wrote ends with their tab. */
const placeOf = (owner: string | null): KeptIn => (owner === null ? "sessionStorage" : "localStorage");

/**
 * What somebody began to write, or has sent and the server has not acknowledged; null where there is none.
 * @param owner the member who writes; null for a guest.
 */
export const readDraft = (owner: string | null): FeedbackDraft | null =>
  feedbackDraft.safeParse(readKeptJson(keyOf(owner), placeOf(owner))).data ?? null;

/**
 * The same; a member without a draft takes over what they began in this tab before they signed in. It is known from whom it
 * comes now: the address stays behind.
 */
export function takeDraft(owner: string | null): FeedbackDraft | null {
  const own = readDraft(owner);
  if (own || owner === null) return own;
  const guests = readDraft(null);
  if (!guests) return null;
  const taken = { ...guests, email: "" };
  if (keepDraft(owner, taken)) dropDraft(null, guests.id);
  return taken;
}

/**
 * Keeps a draft that says something. An empty one is not kept, and takes with it only what was kept of itself: what another
 * tab has written stays.
 * @param before the id that it had before the change.
 * @returns whether it is kept.
 */
export function keepDraft(owner: string | null, draft: FeedbackDraft, before = draft.id): boolean {
  if (draft.text.trim()) return keep(keyOf(owner), JSON.stringify(draft), placeOf(owner));
  dropDraft(owner, before);
  return false;
}

/** Drops the draft that has arrived; what another tab has written since stays. */
export function dropDraft(owner: string | null, id: string): void {
  if (readDraft(owner)?.id === id) keep(keyOf(owner), "", placeOf(owner));
}
