"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog, DialogClose } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { readTime, suggestedTime } from "@/modules/story/ui/when-field";
import { trpc } from "@/trpc/react";
import type { BatchAction } from "../schema";
import { ActionForm, type Choices } from "./action-form";
import { BatchEffects } from "./batch-effects";
import { actionNames } from "./names";

export interface BatchDialogProps {
  type: BatchAction["type"];
  storyIds: string[];
  onClose: () => void;
}

/** Asks what an action needs to know, shows what it comes to for each story, and starts it. */
export function BatchDialog({ type, storyIds, onClose }: BatchDialogProps) {
  const router = useRouter();
  const [choices, setChoices] = useState<Choices>(() => ({
    visibility: "public",
    typed: suggestedTime(),
    add: [],
    remove: [],
    format: "epub",
    days: 0,
    lastFirst: false,
  }));
  const start = trpc.batch.start.useMutation({ onSuccess: ({ id }) => router.push(`/jobs/${id}`) });
  const action = actionOf(type, choices);
  const inOrder = choices.days > 0 && choices.lastFirst ? storyIds.toReversed() : storyIds;
  const [changes, setChanges] = useState(0);
  const stories = storyIds.length === 1 ? "one story" : `${storyIds.length} stories`;

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={actionNames[type].title(stories)}
      description={
        type === "export"
          ? "They come as one zip."
          : "One by one, while you watch. All of it can be taken back afterwards."
      }
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            variant={type === "trash" ? "danger" : "primary"}
            data-testid="start-batch"
            disabled={!action || changes === 0}
            loading={start.isPending || start.isSuccess}
            onClick={() => action && start.mutate({ action, storyIds: inOrder })}
          >
            {actionNames[type].start}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-6">
        <ActionForm
          type={type}
          count={storyIds.length}
          choices={choices}
          onChange={(some) => setChoices({ ...choices, ...some })}
        />
        {action && <BatchEffects action={action} storyIds={inOrder} onChanges={setChanges} />}
        {start.error && (
          <Notice tone="danger" role="alert" title="It could not be started">
            {start.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

/** The action as it was asked for; null while something is missing. */
function actionOf(type: BatchAction["type"], choices: Choices): BatchAction | null {
  const { visibility, typed, add, remove, format, days } = choices;
  switch (type) {
    case "publish":
      return { type, visibility };
    case "schedule": {
      const time = readTime(typed);
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      return "at" in time ? { type, at: time.at, visibility, ...(days > 0 && { every: { days, timeZone } }) } : null;
    }
    case "tag":
      return add.length + remove.length > 0 ? { type, add, remove } : null;
    case "export":
      return { type, format };
    default:
      return { type };
  }
}
