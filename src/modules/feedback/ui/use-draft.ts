"use client";

import { useEffect, useState } from "react";
import { changed, dropDraft, type FeedbackDraft, keepDraft, newDraft, takeDraft } from "./draft";

/**
 * The draft of a member, kept in this browser until it has arrived, or of a guest (null), as long as their tab is open.
 * @param from the page that a new one is about.
 */
export function useDraft(owner: string | null, from: string | null) {
  const [draft, setDraft] = useState(() => newDraft(from));
  /** The pages that it may be about: the one it was opened from, and the one that it was begun on. */
  const [pages, setPages] = useState(() => (from === null ? [] : [from]));

  const [isKept, setIsKept] = useState(false);

  useEffect(() => {
    const found = takeDraft(owner);
    if (!found) return;
    setDraft((now) => (now.text ? now : found));
    setIsKept(true);
    const { page } = found;
    if (page !== null) setPages((known) => (known.includes(page) ? known : [page, ...known]));
  }, [owner]);

  return {
    draft,
    pages,
    /** False where the storage of the browser is barred, and where nothing is written yet. */
    isKept,
    change(change: Partial<Omit<FeedbackDraft, "id">>) {
      const next = changed(draft, change);
      setDraft(next);
      setIsKept(keepDraft(owner, next, draft.id));
    },
    /** The draft of this id has arrived. */
    drop(id: string) {
      dropDraft(owner, id);
      setDraft(newDraft(from));
      setIsKept(false);
    },
  };
}
