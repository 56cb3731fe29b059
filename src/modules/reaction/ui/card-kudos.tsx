"use client";

import { clsx } from "clsx";
import { Heart } from "lucide-react";
import { useEffect, useRef } from "react";
import { VisuallyHidden } from "@/components/visually-hidden";
import { trpc } from "@/trpc/react";
import { useKudos } from "./use-kudos";

/** Loads the kudos of the stories of a list, a few dozen at once, each story once. */
export function useKudosOf(storyIds: readonly string[]): void {
  const utils = trpc.useUtils();
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const news = storyIds.filter((id) => !asked.current.has(id)).slice(0, 50);
    if (news.length === 0) return;
    for (const id of news) asked.current.add(id);
    utils.reaction.states
      .fetch({ storyIds: news }, { staleTime: 0, gcTime: 0 })
      .then((all) => {
        for (const { storyId, ...state } of all) utils.reaction.state.setData({ storyId }, state);
      })
      .catch(() => {}); // a card without its count is still a card
  }, [storyIds, utils]);
}

/** On a card: the count, and a heart to press for those who are signed in. Found by `data-kudos` for the key `l`. */
export function CardKudos({ storyId, title, mayGive }: { storyId: string; title: string; mayGive: boolean }) {
  const { state, toggle } = useKudos(storyId);
  const inside = (
    <>
      <Heart aria-hidden="true" className={clsx("size-3.5", state?.given && "fill-accent text-accent")} />
      <span className="min-w-3 text-start tabular-nums">{state?.count}</span>
    </>
  );
  if (!mayGive) {
    return (
      <span className="inline-flex items-center gap-1">
        {inside}
        <VisuallyHidden>kudos</VisuallyHidden>
      </span>
    );
  }
  return (
    <button
      type="button"
      data-kudos=""
      aria-pressed={state?.given ?? false}
      aria-label={`Kudos for ${title}, ${state?.count ?? 0}`}
      onClick={toggle}
      className="relative z-1 inline-flex items-center gap-1 rounded-sm after:absolute after:-inset-x-2 after:-inset-y-1 hover:text-accent pointer-coarse:after:-inset-3"
    >
      {inside}
    </button>
  );
}
