"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import type { NewApiKey } from "../schema";

/** The one time that a key is seen. It closes when its owner says that it is copied, not by a click beside it. */
export function NewKeyDialog({ made, onClose }: { made: NewApiKey | null; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const close = () => {
    setCopied(false);
    onClose();
  };
  const copy = async (key: string) => {
    await navigator.clipboard?.writeText(key).then(
      () => setCopied(true),
      () => {}, // not everybody lets pages write there; the text can be selected
    );
  };
  return (
    <Dialog
      open={made !== null}
      onOpenChange={(open) => !open && close()}
      size="sm"
      title="Copy it now"
      description="It is not kept in a form that could be shown again."
      footer={
        <Button variant="primary" onClick={close}>
          I have copied it
        </Button>
      }
    >
      {made && (
        <>
          <code data-testid="new-key" className="block select-all break-all rounded bg-paper-sunk p-4 text-sm">
            {made.key}
          </code>
          <p className="mt-4 flex items-center gap-3" aria-live="polite">
            <Button size="sm" onClick={() => void copy(made.key)}>
              Copy
            </Button>
            {copied && <span className="text-ink-muted text-sm">Copied</span>}
          </p>
        </>
      )}
    </Dialog>
  );
}
