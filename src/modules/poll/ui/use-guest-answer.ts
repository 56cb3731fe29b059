"use client";

import { useEffect, useState } from "react";
import { reasonOf, trpc } from "@/trpc/react";
import type { AnswerView, OpenedAnswer } from "../schema";
import { keepKey, takeKey } from "./guest-key";

export interface GuestAnswer {
  key: string | null;
  /** Null until one was given, or opened. */
  answer: AnswerView | null;
  /** The answer of an edit link is being fetched. */
  opening: boolean;
  /** Why the edit link did not lead to an answer, in words; empty where it did. */
  failure: string;
}

const nobody: GuestAnswer = { key: null, answer: null, opening: false, failure: "" };

/** The answer that a guest gave with this browser, or has the edit link of. Members answer under their own name. */
export function useGuestAnswer(slug: string, guest: boolean, onOpened: (opened: OpenedAnswer) => void) {
  const [state, setState] = useState(nobody);
  const { client } = trpc.useUtils();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `onOpened` is new at each render
  useEffect(() => {
    const key = guest ? takeKey(slug) : null;
    if (!key) return;
    const abort = new AbortController();
    setState({ ...nobody, opening: true });
    client.poll.openAnswer
      .mutate({ slug, key }, { signal: abort.signal })
      .then((opened) => {
        setState({ ...nobody, key, answer: opened.answer });
        onOpened(opened);
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const reason = reasonOf(error);
        if (reason === "not_found" || reason === "invalid") keepKey(slug, null);
        setState({ ...nobody, failure: failureOf(reason) });
      });
    return () => abort.abort();
  }, [client, slug, guest]);

  return {
    ...state,
    keep(key: string | null, answer: AnswerView) {
      const kept = key ?? state.key;
      keepKey(slug, kept);
      setState({ ...nobody, key: kept, answer });
    },
    forget() {
      keepKey(slug, null);
      setState(nobody);
    },
  };
}

const failureOf = (reason: string | null): string =>
  reason === null
    ? "Your answer could not be fetched. Load the page again in a moment."
    : reason === "rate_limited"
      ? "Many edit links were opened from here just now. Try again in a minute."
      : "The answer of this edit link is not there any more.";
