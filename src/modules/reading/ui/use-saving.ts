"use client";

import { toast } from "sonner";
import { trpc } from "@/trpc/react";

/** Marks a story for later in passing, and says so with the way back. */
export function useSaving(): (story: { id: string; title: string }) => void {
  const { mutate } = trpc.reading.save.useMutation({
    onError: () => void toast.error("That was not kept", { description: "Try again in a moment." }),
  });
  return ({ id: storyId, title }) =>
    mutate(
      { storyId, saved: true },
      {
        onSuccess: () =>
          void toast.success("Saved for later", {
            description: title,
            action: { label: "Undo", onClick: () => mutate({ storyId, saved: false }) },
          }),
      },
    );
}
