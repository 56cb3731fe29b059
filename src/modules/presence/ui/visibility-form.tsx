"use client";

import { useState } from "react";
import { toast } from "sonner";
import { trpc } from "@/trpc/react";

/** Whether others see where one is; saved as it is ticked. */
export function VisibilityForm({ initial }: { initial: boolean }) {
  const [invisible, setInvisible] = useState(initial);
  const save = trpc.presence.setVisibility.useMutation();
  const set = (next: boolean) => {
    setInvisible(next);
    save.mutate(
      { invisible: next },
      {
        onError() {
          setInvisible(!next);
          toast.error("That was not saved. Please try again.");
        },
      },
    );
  };
  return (
    <label className="mt-4 flex items-start gap-3">
      <input
        type="checkbox"
        checked={invisible}
        onChange={(event) => set(event.target.checked)}
        className="mt-1 size-4"
      />
      <span>
        <span className="font-medium">Stay invisible</span>
        <span className="block text-pretty text-ink-muted">
          Nobody sees that you read, write or reply, in any list and on any device.
        </span>
        <span role="status" className="text-ink-muted text-sm">
          {save.isSuccess && "Saved."}
        </span>
      </span>
    </label>
  );
}
