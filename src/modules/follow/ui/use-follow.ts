"use client";

import { useRef } from "react";
import { toast } from "sonner";
import { reasonOf, trpc } from "@/trpc/react";
import type { FollowState } from "../schema";

/**
 * Whether one follows an author, shared by everything on the page that shows it. A change shows at once and is taken
 * back when it fails; quick changes are sent one after the other, and the last one stands.
 * @param initial What the server rendered.
 */
export function useFollow(handle: string, initial: FollowState) {
  const utils = trpc.useUtils();
  const { data: state } = trpc.follow.state.useQuery({ handle }, { initialData: initial });
  const pending = useRef(0);

  const change = (following: boolean) => ({
    scope: { id: `follow:${handle}` },
    async onMutate() {
      pending.current++;
      await utils.follow.state.cancel({ handle });
      const before = utils.follow.state.getData({ handle });
      utils.follow.state.setData({ handle }, (now) => now && withFollowing(now, following));
      return { before };
    },
    onError(error: unknown, _input: unknown, context: { before: FollowState | undefined } | undefined) {
      if (context?.before && pending.current === 1) utils.follow.state.setData({ handle }, context.before);
      toast.error(following ? `You do not follow @${handle} yet` : `You still follow @${handle}`, {
        description:
          reasonOf(error) === "unauthenticated"
            ? "You have been signed out. Sign in and try again."
            : "That did not reach the server. Try again in a moment.",
      });
    },
    onSuccess(answer: FollowState) {
      if (pending.current === 1) utils.follow.state.setData({ handle }, answer);
    },
    onSettled() {
      pending.current--;
      // The feed of those one follows is another now.
      if (pending.current === 0) void utils.story.feed.invalidate();
    },
  });

  const set = trpc.follow.set.useMutation(change(true));
  const unset = trpc.follow.unset.useMutation(change(false));
  return { state, toggle: () => (state.following ? unset : set).mutate({ handle }) };
}

function withFollowing(state: FollowState, following: boolean): FollowState {
  if (state.following === following) return state;
  return { following, followers: state.followers + (following ? 1 : -1) };
}
