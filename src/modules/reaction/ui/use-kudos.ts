"use client";

import { useRef } from "react";
import { toast } from "sonner";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import type { ReactionState } from "../schema";

/**
 * Whether one has given kudos to a story, shared by everything on the page that shows it. A change shows at once and is
 * taken back when it fails; quick changes are sent one after the other, and the last one stands.
 * @param initial What the server rendered; without it the state is there once somebody has loaded it.
 */
export function useKudos(storyId: string, initial?: ReactionState) {
  const utils = trpc.useUtils();
  const input = { storyId };
  const { data: state } = trpc.reaction.state.useQuery(input, { initialData: initial, enabled: false });
  const pending = useRef(0);

  const change = (given: boolean) => ({
    scope: { id: `kudos:${storyId}` },
    onMutate() {
      pending.current++;
      const before = utils.reaction.state.getData(input);
      utils.reaction.state.setData(input, (now) => now && withGiven(now, given));
      return { before };
    },
    onError(error: unknown, _input: unknown, context: { before: ReactionState | undefined } | undefined) {
      if (context?.before && pending.current === 1) utils.reaction.state.setData(input, context.before);
      const reason = reasonOf(error);
      toast.error(given ? "Your kudos did not get there" : "Your kudos are still there", {
        description:
          reason === "unauthenticated"
            ? "You have been signed out. Sign in and try again."
            : reason
              ? (error as AppClientError).message
              : "That did not reach the server. Try again in a moment.",
      });
    },
    onSuccess(answer: ReactionState) {
      if (pending.current === 1) utils.reaction.state.setData(input, answer);
    },
    onSettled() {
      pending.current--;
    },
  });

  const set = trpc.reaction.set.useMutation(change(true));
  const unset = trpc.reaction.unset.useMutation(change(false));
  return {
    state,
    toggle: () => (state?.given ? unset : set).mutate(input),
    /** A count that was heard; while one's own change is under way, its answer counts. */
    hear(count: number) {
      if (pending.current > 0) return;
      utils.reaction.state.setData(input, (now) => now && { ...now, count });
    },
  };
}

function withGiven(state: ReactionState, given: boolean): ReactionState {
  if (state.given === given) return state;
  return { given, count: state.count + (given ? 1 : -1) };
}
