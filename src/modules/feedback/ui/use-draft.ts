"use client";

import { useEffect, useState } from "react";
import { changed, dropDraft, type FeedbackDraft, keepDraft, newDraft, readDraft } from "./draft";

/**
 * The draft of a member, or of a guest (null), kept in this browser until it has arrived.
 * @param from the page that a new one is about.
 */
export function useDraft(owner: string | null, from: string | null) {
  const [draft, setDraft] = useState(() => newDraft(from));
  /** The pages that it may be about: the one it was opened from, and the one that it was begun on. */
  const [pages, setPages] = useState(() => (from === null ? [] : [from]));

  useEffect(() => {
    const kept = readDraft(owner);
    if (!kept) return;
    setDraft((now) => (now.text ? now : kept));
    const { page } = kept;
    if (page !== null) setPages((known) => (known.includes(page) ? known : [page, ...known]));
  }, [owner]);

  return {
    draft,
    pages,
    change(change: Partial<Omit<FeedbackDraft, "id">>) {
      const next = changed(draft, change);
      setDraft(next);
      keepDraft(owner, next);
    },
    /** The draft of this id has arrived. */
    drop(id: string) {
      dropDraft(owner, id);
      setDraft(newDraft(from));
    },
  };
}
