"use client";

import { useId, useState } from "react";
import { Dialog } from "@/components/dialog";
import { Keys } from "./keys";
import { leadsElsewhere, listShortcuts, type Shortcut, setShortcutsEnabled, shortcutsEnabled } from "./shortcuts";

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
        <ShortcutGroup title="Here" shortcuts={shortcuts.filter((one) => !leadsElsewhere(one))} />
        <ShortcutGroup title="Elsewhere" shortcuts={shortcuts.filter(leadsElsewhere)} />
      </div>
      <label className="mt-6 flex items-start gap-2.5 text-[0.9375rem]">
        <input
          type="checkbox"
          checked={enabled}
          onChange={({ target }) => {
            setShortcutsEnabled(target.checked);
            setEnabled(target.checked);
          }}
          className="mt-1 size-4"
        />
        <span>
          Use keyboard shortcuts
          <span className="block text-ink-muted text-sm">Single keys rest while you type. Kept on this device.</span>
        </span>
      </label>
    </>
  );
}

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
