"use client";

import { type ReactNode, useSyncExternalStore } from "react";

/** A text that was asked for after the page had been rendered with an older one. */
export interface NewerText {
  version: number;
  element: ReactNode;
}

let texts: ReadonlyMap<string, NewerText> = new Map();
const observers = new Set<() => void>();

const subscribe = (observer: () => void) => {
  observers.add(observer);
  return () => observers.delete(observer);
};

/** Shows newer texts in the place of those on the page, all in one step. */
export function showNewerTexts(newer: Iterable<readonly [chapterId: string, text: NewerText]>): void {
  texts = new Map([...texts, ...newer]);
  for (const observer of observers) observer();
}

const nothing: ReadonlyMap<string, NewerText> = new Map();

/** By the id of their chapter. The server knows of none. */
export const useNewerTexts = (): ReadonlyMap<string, NewerText> =>
  useSyncExternalStore(
    subscribe,
    () => texts,
    () => nothing,
  );
