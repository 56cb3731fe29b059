"use client";

import { Maximize, Minimize } from "lucide-react";
import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { useShortcuts } from "@/app/shell/shortcuts";
import { Button } from "@/components/button";
import { VisuallyHidden } from "@/components/visually-hidden";
import { textsOnPage } from "./page-position";

/** Whether nothing is to be seen but the text, and what changes that. */
const Focus = createContext<{ focused: boolean; set(focused: boolean): void }>({ focused: false, set() {} });

/**
 * All around the text goes away (`focus-mode:hidden`) and comes back, and the text stays where it is. It lasts while one
 * turns the pages of one story.
 */
export function FocusMode({ children }: { children: ReactNode }) {
  const [focused, setFocused] = useState(false);
  const way = useRef<HTMLButtonElement>(null);
  const entry = useRef<{ from: number; to: number }>(null);

  useEffect(() => () => mark(false), []);
  useEffect(() => {
    // What had the focus may just have gone away.
    if (focused && !document.activeElement?.checkVisibility()) way.current?.focus({ preventScroll: true });
  }, [focused]);

  const set = (next: boolean) => {
    const from = window.scrollY;
    keepingPlace(() => mark(next));
    // At the top of a page the text could not stay: who has not scrolled since is taken back to where they were.
    if (!next && entry.current?.to === from) window.scrollTo({ top: entry.current.from, behavior: "instant" });
    entry.current = next ? { from, to: window.scrollY } : null;
    setFocused(next);
    if (!next && document.activeElement === way.current)
      document.getElementById(buttonId)?.focus({ preventScroll: true });
  };
  useShortcuts(focused ? [{ keys: "Escape", description: "Leave focus mode", run: () => set(false) }] : []);

  return (
    <Focus value={{ focused, set }}>
      {children}
      {/* Room, so that the last lines can stand where they stood with all that comes after them. */}
      <div aria-hidden="true" className="hidden h-screen focus-mode:block print:hidden" />
      {focused && (
        <div className="fixed inset-e-2 bottom-2 z-40 rounded-sm bg-paper print:hidden">
          <Button ref={way} size="sm" variant="quiet" onClick={() => set(false)}>
            <Minimize aria-hidden="true" />
            <span className="max-sm:sr-only">Leave focus mode</span>
          </Button>
        </div>
      )}
      <div role="status">
        <VisuallyHidden>
          {focused && "Only the text is shown. The key f, or Escape, brings the page back."}
        </VisuallyHidden>
      </div>
    </Focus>
  );
}

const buttonId = "focus-mode";

/** Among the tools of a page with text. */
export function FocusButton() {
  const { focused, set } = use(Focus);
  useShortcuts([{ keys: "f", description: focused ? "Leave focus mode" : "Only the text", run: () => set(!focused) }]);
  return (
    <Button id={buttonId} size="sm" variant="quiet" onClick={() => set(true)}>
      <Maximize aria-hidden="true" />
      Focus
    </Button>
  );
}

/** At once, so that what moves can be measured. */
function mark(focused: boolean): void {
  const { dataset } = document.documentElement;
  if (focused) dataset.focusMode = "";
  else delete dataset.focusMode;
}

/** The text that is being read stands where it stood, whatever `change` does around it. */
function keepingPlace(change: () => void): void {
  const text = textsOnPage().find((each) => each.getBoundingClientRect().bottom > 0);
  const before = text?.getBoundingClientRect().top ?? 0;
  const { style } = document.documentElement;
  // Browsers that hold the place by themselves would do so a second time, at the end of this frame.
  style.setProperty("overflow-anchor", "none");
  change();
  if (text) window.scrollBy({ top: text.getBoundingClientRect().top - before, behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => style.removeProperty("overflow-anchor")));
}
