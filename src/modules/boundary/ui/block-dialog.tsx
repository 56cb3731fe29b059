"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { useBoundaries } from "./use-boundaries";

export interface BlockDialogProps {
  handle: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onBlocked?: () => void;
}

/** A block says what it does before it does it. */
export function BlockDialog({ handle, name, open, onOpenChange, onBlocked }: BlockDialogProps) {
  const { set } = useBoundaries(handle);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Block ${name}?`}
      description="Neither of you will see the other’s stories and comments, or be able to answer, like or follow. They are not told. You can unblock them in the settings."
      confirmLabel={`Block @${handle}`}
      tone="danger"
      onConfirm={async () => {
        await set("block");
        onBlocked?.();
      }}
    />
  );
}
