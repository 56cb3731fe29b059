"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { dialogClass, scrimClass } from "./dialog-class";
import { IconButton } from "./icon-button";
import { useReturnFocus } from "./use-return-focus";

export type DialogProps = Pick<ComponentProps<typeof Radix.Root>, "open" | "defaultOpen" | "onOpenChange"> & {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it, when the dialog keeps its own state. */
  trigger?: ReactNode;
  /** The actions, in reading order: the one that completes the task comes last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
};

const widths = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" };

export function Dialog({ title, description, trigger, footer, size = "md", children, ...root }: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root {...root}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          {...returnFocus}
          // Radix looks for a description unless told that there is none.
          {...(!description && { "aria-describedby": undefined })}
          className={clsx(dialogClass, widths[size])}
        >
          {/* No <header> or <footer>: in a portal they would be landmarks of the whole page. */}
          <div className="flex items-start justify-between gap-4 px-5 pt-5 sm:px-6">
            <div className="min-w-0">
              <Radix.Title className="text-balance font-serif text-title">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1.5 text-ink-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" size="sm" className="-me-1.5">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </div>
          {children && <div className="min-h-0 overflow-y-auto px-5 py-4 sm:px-6">{children}</div>}
          {footer && (
            <div className="mt-1 flex flex-wrap justify-end gap-2 border-rule border-t px-5 py-4 sm:px-6">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog around it when its one child is pressed. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
