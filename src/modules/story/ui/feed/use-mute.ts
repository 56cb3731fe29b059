"use client";

import { toast } from "sonner";
import type { AuthorView } from "@/modules/member/schema";
import { trpc } from "@/trpc/react";

/** As long as any other undo. */
const undoMs = 12_000;

export interface MuteOptions {
  /** Nothing of this author's is to wait any more. */
  onMuted: (authorId: string) => void;
  /** Theirs may come again, and some may have come meanwhile. */
  onUnmuted: () => void;
}

/** Mutes an author in passing, and says so with the way back. */
export function useMute({ onMuted, onUnmuted }: MuteOptions) {
  const { client } = trpc.useUtils();
  const failed = () => void toast.error("That did not reach the server. Try again in a moment.");

  return async ({ id, handle, name }: AuthorView): Promise<void> => {
    const boundary = { handle, kind: "mute" } as const;
    const undo = async () => {
      await client.boundary.unset.mutate(boundary);
      onUnmuted();
    };
    try {
      await client.boundary.set.mutate(boundary);
    } catch {
      return failed();
    }
    onMuted(id);
    toast(`Muted ${name}`, {
      description: "Their stories no longer come up by themselves.",
      duration: undoMs,
      action: { label: "Undo", onClick: () => void undo().catch(failed) },
    });
  };
}
