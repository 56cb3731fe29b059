"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { trpc } from "@/trpc/react";
import { tabId } from "@/trpc/tab";
import type { ManuscriptView } from "../../schema";
import { browserShelf } from "../manuscript/browser-shelf";
import type { Manuscript, Snapshot } from "../manuscript/manuscript";
import { openManuscript } from "../manuscript/open-manuscript";
import { systemClock } from "../manuscript/shelf";
import { holdSession, isSessionOver, openTabChannel } from "../manuscript/tabs";
import { savedOf } from "../manuscript/texts";
import { fetchManuscript, saveToServer, whoIsSignedIn } from "./server-side";

let editors = 0;

/** What this tab still does for a story that it had open, so that opening it again does not meet it half-way. */
const closing = new Map<string, Promise<void>>();

export interface OpenManuscript {
  manuscript: Manuscript | null;
  snapshot: Snapshot | null;
}

/**
 * Opens a story for writing, and closes it when the page is left. `null` until the device has been asked for unsaved
 * text: whatever is typed before that could end up below it.
 */
export function useManuscript(
  initial: ManuscriptView,
  memberId: string,
  onStory: (story: ManuscriptView) => void,
): OpenManuscript {
  const utils = trpc.useUtils();
  const [manuscript, setManuscript] = useState<Manuscript | null>(null);
  const latest = useRef({ initial, onStory, utils });
  useEffect(() => {
    latest.current = { initial, onStory, utils };
  });
  const { id } = initial;

  useEffect(() => {
    const { client } = latest.current.utils;
    const report = (story: ManuscriptView) => latest.current.onStory(story);
    let left = false;
    let opened: Manuscript | null = null;
    const session = `${tabId}-${++editors}`;
    const channel = openTabChannel(id, (saved) => opened?.arrive(saved));
    let release = () => {};

    const open = async () => {
      await closing.get(id);
      if (left) return;
      release = holdSession(session);
      // A page that the router kept may be older than what this very tab has saved since.
      const current = (await fetchManuscript(client, id)) ?? latest.current.initial;
      report(current);
      const around = {
        storyId: id,
        memberId,
        session,
        shelf: browserShelf(),
        clock: systemClock,
        random: Math.random,
        save: saveToServer(client, id, memberId, report),
        tell: channel.tell,
      };
      opened = await openManuscript(around, savedOf(current), isSessionOver);
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
          if (closing.get(id) === closed) closing.delete(id);
          void latest.current.utils.story.mine.invalidate();
        });
      closing.set(id, closed);
    };
  }, [id, memberId]);

  const snapshot = useSyncExternalStore(
    manuscript?.subscribe ?? neverChanges,
    manuscript?.snapshot ?? nothing,
    nothing,
  );
  return { manuscript, snapshot };
}

const neverChanges = () => () => {};
const nothing = () => null;
