"use client";

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { trpc } from "@/trpc/react";
import { tabId } from "@/trpc/tab";
import { browserShelf } from "../manuscript/browser-shelf";
import type { Manuscript, Snapshot, Surroundings } from "../manuscript/manuscript";
import { openManuscript } from "../manuscript/open-manuscript";
import { systemClock } from "../manuscript/shelf";
import { type Health, worstOf } from "../manuscript/status-text";
import { holdSession, isSessionOver, openTabChannel } from "../manuscript/tabs";
import type { Texts } from "../manuscript/texts";
import { type Source, whoIsSignedIn } from "./server-side";

let editors = 0;

/** What this tab still does for a text that it had open, so that opening it again does not meet it half-way. */
const closing = new Map<string, Promise<void>>();

export interface OpenManuscript<T extends Texts> {
  manuscript: Manuscript<T> | null;
  snapshot: Snapshot<T> | null;
}

/**
 * Opens a text for writing, and closes it when the page is left. `null` until the device has been asked for unsaved
 * text: whatever is typed before that could end up below it.
 */
export function useManuscript<T extends Texts>(source: Source<T>, memberId: string): OpenManuscript<T> {
  const utils = trpc.useUtils();
  const [manuscript, setManuscript] = useState<Manuscript<T> | null>(null);
  const latest = useRef({ source, utils });
  useEffect(() => {
    latest.current = { source, utils };
  });
  const { subject } = source;

  useEffect(() => {
    const { client } = latest.current.utils;
    const { form } = latest.current.source;
    let left = false;
    let opened: Manuscript<T> | null = null;
    const session = `${tabId}-${++editors}`;
    const channel = openTabChannel(form, subject, (saved) => opened?.arrive(saved));
    let release = () => {};

    const open = async () => {
      await closing.get(subject);
      if (left) return;
      release = holdSession(session);
      // A page that the router kept may be older than what this very tab has saved since.
      const current = (await latest.current.source.fetch()) ?? latest.current.source.initial;
      const around: Surroundings<T> = {
        form,
        subject,
        memberId,
        session,
        shelf: browserShelf(),
        clock: systemClock,
        random: Math.random,
        save: (version, patch) => latest.current.source.save(version, patch),
        tell: channel.tell,
      };
      opened = await openManuscript(around, current, isSessionOver);
      if (!left) setManuscript(opened);
    };
    const opening = open();

    const wake = () => opened?.wake();
    const leave = () => opened?.leaving();
    const look = () => {
      if (document.visibilityState === "hidden") return leave();
      wake();
      const trouble = opened?.snapshot().trouble;
      if (trouble && trouble.kind !== "refused") {
        void whoIsSignedIn(client).then((me) => me?.id === memberId && opened?.signedIn());
      }
    };
    const guard = (event: BeforeUnloadEvent) => {
      if (opened?.snapshot().atRisk) event.preventDefault();
    };
    window.addEventListener("online", wake);
    window.addEventListener("pagehide", leave);
    window.addEventListener("blur", leave);
    window.addEventListener("focus", look);
    window.addEventListener("beforeunload", guard);
    document.addEventListener("visibilitychange", look);

    return () => {
      left = true;
      window.removeEventListener("online", wake);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("blur", leave);
      window.removeEventListener("focus", look);
      window.removeEventListener("beforeunload", guard);
      document.removeEventListener("visibilitychange", look);
      setManuscript(null);
      const closed = opening
        .then(() => opened?.close())
        .finally(() => {
          release();
          channel.close();
          if (closing.get(subject) === closed) closing.delete(subject);
          void latest.current.utils.story.mine.invalidate();
        });
      closing.set(subject, closed);
    };
  }, [subject, memberId]);

  return { manuscript, snapshot: useSnapshot(manuscript) };
}

export const useSnapshot = <T extends Texts>(manuscript: Manuscript<T> | null): Snapshot<T> | null =>
  useSyncExternalStore(manuscript?.subscribe ?? neverChanges, manuscript?.snapshot ?? nothing, nothing);

/** Of several texts that are open together, the state of the one that needs attention most. */
export function useHealth(manuscripts: readonly Watched[]): Health | null {
  const subscribe = useCallback(
    (observer: () => void) => {
      const ends = manuscripts.map((manuscript) => manuscript.subscribe(observer));
      return () => {
        for (const end of ends) end();
      };
    },
    [manuscripts],
  );
  return useSyncExternalStore(subscribe, () => worstOf(manuscripts.map((each) => each.snapshot())), nothing);
}

/** What is common to manuscripts of every kind. */
export interface Watched {
  subscribe(observer: () => void): () => void;
  snapshot(): Health;
  saveNow(): Promise<boolean>;
  signedIn(): void;
}

const neverChanges = () => () => {};
const nothing = () => null;
