"use client";

import { openKeyboardSheet } from "./keyboard";

/** The way to the sheet for those without the keys, or who have switched them off. */
export function KeyboardHelpButton() {
  return (
    <button type="button" className="link py-1" onClick={openKeyboardSheet}>
      Keyboard shortcuts
    </button>
  );
}
