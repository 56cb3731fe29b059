"use client";

import { toast } from "sonner";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import type { Unwanted } from "../schema";

/** Hides things and takes that back, one after the other as it was asked for. What fails is said here, and answered false. */
export function useUnwanted(): { change: (what: Unwanted, hidden: boolean) => Promise<boolean>; pending: boolean } {
  const utils = trpc.useUtils();
  const options = {
    scope: { id: "unwanted" },
    onSuccess: () => void utils.unwanted.list.invalidate(),
    onError(error: unknown) {
      const reason = reasonOf(error);
      toast.error("Nothing has changed", {
        description:
          reason === "unauthenticated"
            ? "You have been signed out. Sign in and try again."
            : reason
              ? (error as AppClientError).message
              : "That did not reach the server. Try again in a moment.",
      });
    },
  };
  const set = trpc.unwanted.set.useMutation(options);
  const unset = trpc.unwanted.unset.useMutation(options);
  return {
    change: (what, hidden) =>
      (hidden ? set : unset).mutateAsync(what).then(
        () => true,
        () => false,
      ),
    pending: set.isPending || unset.isPending,
  };
}
