"use client";

import { clsx } from "clsx";
import { AlertDialog } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Button } from "./button";
import { dialogClass, scrimClass } from "./dialog-class";
import { useReturnFocus } from "./use-return-focus";

export type ConfirmDialogProps = Pick<ComponentProps<typeof AlertDialog.Root>, "open" | "onOpenChange"> & {
  title: ReactNode;
  /** What will happen, and whether it can be taken back. */
  description: ReactNode;
  /** Names the deed: "Delete story", never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "neutral" | "danger";
  /** The button that opens it, when the dialog keeps its own state. */
  trigger?: ReactNode;
  /** What is to be settled first, below the description. */
  children?: ReactNode;
  /** The dialog waits for it, closes when it succeeds, and stays open when it fails. */
  onConfirm: () => unknown;
};

export function ConfirmDialog({ open: controlledOpen, onOpenChange, ...props }: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [phase, setPhase] = useState<"idle" | "pending" | "failed">("idle");
  const returnFocus = useReturnFocus();

  const open = controlledOpen ?? ownOpen;
  const setOpen = (next: boolean) => {
    setPhase("idle");
    setOwnOpen(next);
    onOpenChange?.(next);
  };

  const confirm = async () => {
    setPhase("pending");
    try {
      await props.onConfirm();
      setOpen(false);
    } catch {
      // The caller reports what went wrong; here it is enough to offer another try.
      setPhase("failed");
    }
  };

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => phase !== "pending" && setOpen(next)}>
      {props.trigger && <AlertDialog.Trigger asChild>{props.trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={scrimClass} />
        <AlertDialog.Content {...returnFocus} className={clsx(dialogClass, "p-5 sm:max-w-md sm:p-6")}>
          <AlertDialog.Title className="text-balance font-serif text-title">{props.title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-muted">{props.description}</AlertDialog.Description>
          {props.children}
          <p aria-live="polite" className="text-danger text-sm not-empty:mt-3">
            {phase === "failed" && "That did not work. Try again, or cancel."}
          </p>
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button disabled={phase === "pending"}>{props.cancelLabel ?? "Cancel"}</Button>
            </AlertDialog.Cancel>
            <Button
              variant={props.tone === "danger" ? "danger" : "primary"}
              loading={phase === "pending"}
              onClick={confirm}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
