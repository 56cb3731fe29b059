"use client";

import { useEffect, useRef, useState } from "react";
import { trpc } from "@/trpc/react";
import { type Answers, type WizardStep, type WizardView, wizardView } from "../schema";

export type Wizard = Answers & { step: WizardStep };
/** unsaved: on its way within a moment. failed: it is tried again by itself. */
export type SaveState = "saved" | "unsaved" | "failed";

/** Pause after the last key before it is saved, and after a failure before the next try, in milliseconds. */
const saveAfterMs = 400;
const againAfterMs = 3_000;

const stateOf = ({ step, idea, genre, tone, length, audience }: WizardView): Wizard => ({
  step,
  idea,
  genre,
  tone,
  length,
  audience,
});
const same = (one: Wizard, other: Wizard) => JSON.stringify(one) === JSON.stringify(other);

/** The wizard of this member, kept on the server as it is filled in. What another device changed meanwhile is never overwritten unseen. */
export function useWizard(first: WizardView) {
  const { client } = trpc.useUtils();
  const [wizard, setWizard] = useState(() => stateOf(first));
  const [saveState, setSaveState] = useState<SaveState>("saved");
  /** What another device has saved, while it is to be chosen between the two. */
  const [theirs, setTheirs] = useState<WizardView | null>(null);
  const saver = useRef({
    version: first.version,
    latest: stateOf(first),
    dirty: false,
    torn: false,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
    saving: null as Promise<void> | null,
  });

  const later = (ms: number) => {
    clearTimeout(saver.current.timer);
    saver.current.timer = setTimeout(() => void save(), ms);
  };

  const adopt = (view: WizardView) => {
    saver.current.version = view.version;
    saver.current.latest = stateOf(view);
    saver.current.dirty = false;
    setWizard(stateOf(view));
    setSaveState("saved");
  };

  const attempt = async () => {
    const { latest, version } = saver.current;
    saver.current.dirty = false;
    try {
      const saved = await client.draft.saveWizard.mutate({ ...latest, version });
      saver.current.version = saved.version;
      if (!saver.current.dirty) setSaveState("saved");
    } catch (error) {
      saver.current.dirty = true;
      const current = currentOf(error);
      if (!current) {
        setSaveState("failed");
        later(againAfterMs);
      } else if (same(stateOf(current), saver.current.latest)) adopt(current);
      else {
        saver.current.torn = true;
        setTheirs(current);
      }
    }
  };

  /** Saves what is not saved yet; one at a time, the newest last. */
  const save = async (): Promise<void> => {
    const state = saver.current;
    clearTimeout(state.timer);
    if (state.saving) await state.saving;
    if (!state.dirty || state.torn || state.saving) return;
    state.saving = attempt();
    await state.saving;
    state.saving = null;
  };

  const change = (changes: Partial<Wizard>) => {
    const next = { ...saver.current.latest, ...changes };
    saver.current.latest = next;
    saver.current.dirty = true;
    setWizard(next);
    setSaveState("unsaved");
    later("step" in changes ? 0 : saveAfterMs);
  };

  const choose = (which: "mine" | "theirs") => {
    if (!theirs) return;
    saver.current.torn = false;
    setTheirs(null);
    if (which === "theirs") return adopt(theirs);
    saver.current.version = theirs.version;
    void save();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what they read lies in the ref, or never changes
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState === "hidden") return void save();
      if (saver.current.dirty || saver.current.saving) return;
      const view = await client.draft.wizard.query().catch(() => null);
      if (view && view.version > saver.current.version && !saver.current.dirty && !saver.current.saving) adopt(view);
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
      void save();
    };
  }, [client]);

  return {
    wizard,
    change,
    saveState,
    theirs,
    choose,
    /** Saves at once. @returns the version that the server has now */
    flush: async () => {
      await save();
      return saver.current.version;
    },
  };
}

/** What the server has, where it refused to overwrite it. */
function currentOf(error: unknown): WizardView | null {
  if (typeof error !== "object" || error === null || !("data" in error)) return null;
  const { data } = wizardView.safeParse((error.data as { details?: { current?: unknown } } | null)?.details?.current);
  return data ?? null;
}
