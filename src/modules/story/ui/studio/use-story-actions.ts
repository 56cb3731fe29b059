"use client";

import { toast } from "sonner";
import { trpc } from "@/trpc/react";
import type { StudioItem } from "../../schema";

const undoMs = 12_000;

/** What can be done to a story from its row. Removing asks nothing, since it can be undone. */
export function useStoryActions({ id, title }: StudioItem) {
  const { story: cache } = trpc.useUtils();
  const onSettled = () => cache.mine.invalidate();
  const onError = ({ message }: { message: string }) => {
    toast.error("That did not work", { description: message });
  };
  const settings = { onSettled, onError };
  const restoring = trpc.story.restore.useMutation(settings);
  const removing = trpc.story.remove.useMutation(settings);
  const unscheduling = trpc.story.unschedule.useMutation(settings);
  const unpublishing = trpc.story.unpublish.useMutation(settings);

  const restore = () =>
    restoring.mutate({ id }, { onSuccess: () => void toast.success("Restored", { description: title }) });
  const remove = async () => {
    try {
      await removing.mutateAsync({ id });
    } catch {
      return;
    }
    toast("Moved to the trash", {
      description: title,
      duration: undoMs,
      // The row, and with it this hook, may be gone by then; a mutation outlives it.
      action: { label: "Undo", onClick: () => void restoring.mutateAsync({ id }).catch(() => {}) },
    });
  };
  const unschedule = () =>
    unscheduling.mutate(
      { id },
      { onSuccess: () => void toast.success("It stays a draft", { description: `${title} waits for no time now.` }) },
    );
  const unpublish = () => unpublishing.mutateAsync({ id });
  return { restore, remove: () => void remove(), unpublish, unschedule };
}
