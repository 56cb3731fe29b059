"use client";

import { useRef } from "react";

/**
 * Gives focus back to what opened a dialog, also when that was not the dialog's own trigger: Radix alone leaves it on
 * the body then. A menu item is gone by the time the dialog closes, so the menu's button stands in for it.
 */
export function useReturnFocus() {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus() {
      const focused = document.activeElement;
      const menu = focused?.closest("[role=menu]");
      opener.current = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : focused;
    },
    onCloseAutoFocus(event: Event) {
      if (!(opener.current instanceof HTMLElement && opener.current.isConnected)) return;
      event.preventDefault();
      opener.current.focus();
    },
  };
}
