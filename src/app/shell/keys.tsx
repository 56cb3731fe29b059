"use client";

import { VisuallyHidden } from "@/components/visually-hidden";
import { modKey } from "./mod-key";

const symbols: Partial<Record<string, { sign: string; name: string }>> = {
  ArrowLeft: { sign: "←", name: "left arrow" },
  ArrowRight: { sign: "→", name: "right arrow" },
  Escape: { sign: "Esc", name: "Escape" },
};

const signOf = (key: string) =>
  key === "Mod"
    ? modKey() === "⌘"
      ? { sign: "⌘", name: "Command" }
      : { sign: "Ctrl", name: "Control" }
    : symbols[key];

/** The keys of a shortcut as caps, one after the other. Only where the browser renders: the server knows no keyboard. */
export function Keys({ keys }: { keys: string }) {
  return keys.split(" ").map((step, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may hold the same key twice, and never changes
    <span key={index} className="flex items-center gap-1.5">
      {index > 0 && (
        <>
          <VisuallyHidden>, </VisuallyHidden>
          <span aria-hidden="true">then</span>
        </>
      )}
      {step.split("+").map((key) => (
        // A letter with the key of commands is written as it stands on the keyboard.
        <Key key={key} name={step === key ? key : key.replace(/^.$/, (letter) => letter.toUpperCase())} />
      ))}
    </span>
  ));
}

function Key({ name }: { name: string }) {
  const symbol = signOf(name);
  return (
    <kbd className="grid h-6 min-w-6 place-items-center rounded-sm border border-rule-strong px-1.5 font-mono text-ink text-sm in-aria-selected:text-paper">
      {symbol ? (
        <>
          <span aria-hidden="true">{symbol.sign}</span>
          <VisuallyHidden>{symbol.name} </VisuallyHidden>
        </>
      ) : (
        name
      )}
    </kbd>
  );
}
