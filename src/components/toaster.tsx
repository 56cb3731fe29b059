"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner, type ToasterProps } from "sonner";
import { Spinner } from "./spinner";

/** Unstyled as far as sonner allows, so that its own sheet, which no layer can override, stays out of the way. */
const classNames = {
  toast:
    "flex w-(--width) items-start gap-3 rounded-md border border-rule-strong bg-paper-raised py-3 ps-4 pe-11 text-ink shadow-float",
  content: "min-w-0 flex-1",
  title: "font-medium text-ui",
  description: "mt-0.5 text-ink-muted! text-sm",
  icon: "mt-0.5 shrink-0 [&_svg]:size-4",
  actionButton: "link shrink-0 self-center rounded-sm px-1 py-1 font-semibold text-sm",
  cancelButton: "shrink-0 self-center rounded-sm px-1 py-1 text-ink-muted text-sm hover:text-ink",
  closeButton:
    "absolute inset-e-2 top-2 grid size-7 place-items-center rounded-sm text-ink-muted hover:bg-paper-sunk hover:text-ink",
};

const icons = {
  success: <CircleCheck aria-hidden="true" className="text-live" />,
  info: <Info aria-hidden="true" className="text-ink-muted" />,
  warning: <TriangleAlert aria-hidden="true" className="text-warn" />,
  error: <CircleAlert aria-hidden="true" className="text-danger" />,
  loading: <Spinner className="text-ink-muted" />,
  close: <X aria-hidden="true" className="size-4" />,
};

/** The theme is one of ours alone: next-themes types it as any string. */
const asTheme = (theme: string | undefined): ToasterProps["theme"] =>
  theme === "light" || theme === "dark" ? theme : "system";

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={asTheme(resolvedTheme)}
      position="bottom-right"
      visibleToasts={3}
      closeButton
      icons={icons}
      offset={20}
      mobileOffset={12}
      style={{ fontFamily: "var(--font-sans)" }}
      toastOptions={{ unstyled: true, classNames, closeButtonAriaLabel: "Dismiss" }}
    />
  );
}
