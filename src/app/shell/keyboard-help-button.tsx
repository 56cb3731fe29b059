"use client";

import { openKeyboardPanel } from "./keyboard";

/** The ways to the keyboard's panels for those without the keys, or who have switched them off. */
export function KeyboardHelpButton({ panel, children }: { panel: "commands" | "sheet"; children: string }) {
  return (
    <button type="button" className="link py-1 pointer-coarse:py-2.5" onClick={() => openKeyboardPanel(panel)}>
      {children}
    </button>
  );
}
