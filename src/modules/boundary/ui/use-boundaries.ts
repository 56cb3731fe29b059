"use client";

import { toast } from "sonner";
import { reasonOf, trpc } from "@/trpc/react";
import type { BoundaryKind, BoundaryState } from "../schema";

const deeds: Record<BoundaryKind, { set: string; lifted: string }> = {
  block: { set: "Blocked", lifted: "Unblocked" },
  mute: { set: "Muted", lifted: "Unmuted" },
};

/** Sets and lifts boundaries against one member, says so, and lets all lists that depend on it be read anew. */
export function useBoundaries(handle: string) {
  const utils = trpc.useUtils();
  const options = (set: boolean) => ({
    onSuccess(state: BoundaryState, { kind }: { kind: BoundaryKind }) {
      utils.boundary.state.setData({ handle }, state);
      toast.success(`${deeds[kind][set ? "set" : "lifted"]} @${handle}`);
      void utils.boundary.list.invalidate();
      void utils.follow.invalidate();
      void utils.story.feed.invalidate();
    },
    onError(error: unknown) {
      toast.error(`Nothing has changed for @${handle}`, {
        description:
          reasonOf(error) === "unauthenticated"
            ? "You have been signed out. Sign in and try again."
            : "That did not reach the server. Try again in a moment.",
      });
    },
  });
  const set = trpc.boundary.set.useMutation(options(true));
  const unset = trpc.boundary.unset.useMutation(options(false));
  return {
    set: (kind: BoundaryKind) => set.mutateAsync({ handle, kind }),
    lift: (kind: BoundaryKind) => unset.mutateAsync({ handle, kind }),
    pending: set.isPending || unset.isPending,
  };
}
