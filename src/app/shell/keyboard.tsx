"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { Role } from "@/modules/member/schema";
import { CommandMenu } from "./command-menu";
import { KeyboardSheet } from "./keyboard-sheet";
import { placesOf } from "./places";
import { useShortcuts } from "./shortcuts";

type Panel = "commands" | "sheet";

const openPanel = "inkwire:keyboard";

/** Opens what the keys open, for those who do not use them. */
export const openKeyboardPanel = (panel: Panel): void =>
  void document.dispatchEvent(new CustomEvent<Panel>(openPanel, { detail: panel }));

/** The keys that work on every page, the sheet that lists all, and the menu that finds them by name. */
export function Keyboard({ role }: { role: Role | null }) {
  const router = useRouter();
  const [panel, setPanel] = useState<Panel | null>(null);
  const open = (wanted: Panel) => ({
    open: panel === wanted,
    onOpenChange: (is: boolean) => setPanel(is ? wanted : null),
  });

  useEffect(() => {
    const show = (event: CustomEventInit<Panel>) => setPanel(event.detail ?? null);
    document.addEventListener(openPanel, show);
    return () => document.removeEventListener(openPanel, show);
  }, []);

  useShortcuts([
    ...placesOf(role).flatMap(({ href, label, keys }) =>
      keys ? [{ keys, description: `Go to ${label}`, run: () => router.push(href) }] : [],
    ),
    { keys: "Mod+k", description: "Show the command menu", run: () => setPanel("commands") },
    { keys: "?", description: "Show the keyboard shortcuts", run: () => setPanel("sheet") },
  ]);

  return (
    <>
      <KeyboardSheet {...open("sheet")} />
      <CommandMenu {...open("commands")} role={role} />
    </>
  );
}
