"use client";

import { useLayoutEffect, useRef } from "react";
import { keep, readKept } from "@/platform/kept";
import { createKeyMatcher, keyOf } from "./key-matcher";

export interface Shortcut {
  /**
   * What is pressed, by the names of `KeyboardEvent.key`: `"?"`, `"j"`, one after the other: `"g h"`, or `"Mod+k"` with ⌘ or
   * Ctrl, which also works while one types.
   */
  keys: string;
  /** For the sheet, as a short command: "Next story". */
  description: string;
  run: () => void;
}

type Source = () => readonly Shortcut[];

/** In order of arrival; a page comes after the shell, and wins. */
const sources: Source[] = [];
const matcher = createKeyMatcher<Shortcut>();

/** What the keys do on this page; the help sheet and the command menu show this very list. */
export function listShortcuts(): readonly Shortcut[] {
  const byKeys = new Map<string, Shortcut>();
  for (const source of sources) for (const shortcut of source()) byKeys.set(shortcut.keys, shortcut);
  return [...byKeys.values()];
}

/** Whether it leads to another page. */
export const leadsElsewhere = ({ keys }: Shortcut): boolean => keys.startsWith("g ");

const storageKey = "inkwire:shortcuts";

/** Whoever dictates or types by switches needs single keys to do nothing (WCAG 2.1.4). Kept on this device. */
export const shortcutsEnabled = (): boolean => readKept(storageKey) !== "off";

export const setShortcutsEnabled = (enabled: boolean): void => void keep(storageKey, enabled ? "" : "off");

function onKeyDown(event: KeyboardEvent): void {
  const key = keyOf(event);
  if (!key || !(key.startsWith("Mod+") || shortcutsEnabled())) return;
  const hit = matcher(key, event.timeStamp, listShortcuts());
  if (!hit) return;
  event.preventDefault();
  hit.run();
}

function register(source: Source): () => void {
  if (sources.length === 0) document.addEventListener("keydown", onKeyDown);
  sources.push(source);
  return () => {
    sources.splice(sources.indexOf(source), 1);
    if (sources.length === 0) document.removeEventListener("keydown", onKeyDown);
  };
}

/** Gives keys a meaning while the calling component is mounted. The list may be a new one at each render. */
export function useShortcuts(list: readonly Shortcut[]): void {
  const latest = useRef(list);
  // What can be seen can be pressed: effects that wait for the paint would give a key the meaning it had on the page before.
  useLayoutEffect(() => {
    latest.current = list;
  });
  useLayoutEffect(() => register(() => latest.current), []);
}
