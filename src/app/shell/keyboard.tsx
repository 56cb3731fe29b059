"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { KeyboardSheet } from "./keyboard-sheet";
import { menuPlaces, ownPlaces, places } from "./places";
import { useShortcuts } from "./shortcuts";

const openSheet = "inkwire:keyboard-sheet";

export const openKeyboardSheet = (): void => void document.dispatchEvent(new Event(openSheet));

/** The keys that work on every page, and the sheet that lists all. */
export function Keyboard() {
  const router = useRouter();
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const show = () => setOpen(true);
    document.addEventListener(openSheet, show);
    return () => document.removeEventListener(openSheet, show);
  }, []);

  useShortcuts([
    ...[...places, ...ownPlaces, ...menuPlaces].map(({ href, label, keys }) => ({
      keys,
      description: `Go to ${label}`,
      run: () => router.push(href),
    })),
    { keys: "?", description: "Show the keyboard shortcuts", run: () => setOpen(true) },
  ]);

  return <KeyboardSheet open={open} onOpenChange={setOpen} />;
}
