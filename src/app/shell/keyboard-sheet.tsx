"use client";

import { useId, useState } from "react";
import { Dialog } from "@/components/dialog";
import { VisuallyHidden } from "@/components/visually-hidden";
import { listShortcuts, type Shortcut, setShortcutsEnabled, shortcutsEnabled } from "./shortcuts";

export function KeyboardSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="lg" title="Keyboard shortcuts">
      <ShortcutList />
    </Dialog>
  );
}

/** Reads the registry when it is shown, since that is when the page behind stands still. */
function ShortcutList() {
  const [shortcuts] = useState(listShortcuts);
  const [enabled, setEnabled] = useState(shortcutsEnabled);
  return (
    <>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        <ShortcutGroup title="Here" shortcuts={shortcuts.filter((one) => !leads(one))} />
        <ShortcutGroup title="Elsewhere" shortcuts={shortcuts.filter(leads)} />
      </div>
      <label className="mt-6 flex items-start gap-2.5 text-[0.9375rem]">
        <input
          type="checkbox"
          checked={enabled}
          onChange={({ target }) => {
            setShortcutsEnabled(target.checked);
            setEnabled(target.checked);
          }}
          className="mt-1 size-4 accent-ink"
        />
        <span>
          Use keyboard shortcuts
          <span className="block text-ink-muted text-sm">They rest while you type. Kept on this device.</span>
        </span>
      </label>
    </>
  );
}

/** Whether it leads to another page. */
const leads = ({ keys }: Shortcut) => keys.startsWith("g ");

function ShortcutGroup({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="label-caps pb-2 text-ink-muted">
        {title}
      </h3>
      <dl className="divide-y divide-rule border-rule border-y">
        {shortcuts.map(({ keys, description }) => (
          <div key={keys} className="flex items-center justify-between gap-4 py-2">
            <dt>{description}</dt>
            <dd className="flex shrink-0 items-center gap-1.5 text-ink-muted text-sm">
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const symbols: Partial<Record<string, { sign: string; name: string }>> = {
  ArrowLeft: { sign: "←", name: "left arrow" },
  ArrowRight: { sign: "→", name: "right arrow" },
};

function Keys({ keys }: { keys: string }) {
  return keys.split(" ").map((key, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may hold the same key twice, and never changes
    <span key={index} className="flex items-center gap-1.5">
      {index > 0 && (
        <>
          <VisuallyHidden>, </VisuallyHidden>
          <span aria-hidden="true">then</span>
        </>
      )}
      <kbd className="grid h-6 min-w-6 place-items-center rounded-sm border border-rule-strong px-1.5 font-mono text-ink text-sm">
        {symbols[key] ? (
          <>
            <span aria-hidden="true">{symbols[key].sign}</span>
            <VisuallyHidden>{symbols[key].name}</VisuallyHidden>
          </>
        ) : (
          key
        )}
      </kbd>
    </span>
  ));
}
