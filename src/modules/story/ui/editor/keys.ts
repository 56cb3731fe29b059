"use client";

import { useEffect, useRef } from "react";

export interface EditorKeys {
  save: () => void;
  publish: () => void;
  preview: () => void;
  focus: () => void;
}

const commandOf = (event: KeyboardEvent): keyof EditorKeys | null => {
  if (!(event.metaKey || event.ctrlKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.shiftKey) return key === "p" ? "preview" : key === "f" ? "focus" : null;
  return key === "s" ? "save" : key === "enter" ? "publish" : null;
};

/** Heard before the text hears them, where some mean something else; not while a dialog is open. */
export function useEditorKeys(keys: EditorKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (!command) return;
      const inDialog = event.target instanceof Element && event.target.closest("[role=dialog], [role=alertdialog]");
      if (inDialog && command !== "save") return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) latest.current[command]();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
