"use client";

import { useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

export interface SecretDialogProps {
  /** Null while there is none to be shown. */
  secret: string | null;
  onClose: () => void;
  "data-testid"?: string;
}

/** The one time that a secret is seen. It closes when its owner says that it is copied, not by a click beside it. */
export function SecretDialog({ secret, onClose, "data-testid": testId }: SecretDialogProps) {
  const [copied, setCopied] = useState(false);
  const close = () => {
    setCopied(false);
    onClose();
  };
  const copy = async (text: string) => {
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => {}, // not everybody lets pages write there; the text can be selected
    );
  };
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && close()}
      size="sm"
      title="Copy it now"
      description="It will not be shown again."
      footer={
        <Button variant="primary" onClick={close}>
          I have copied it
        </Button>
      }
    >
      {secret && (
        <>
          <code data-testid={testId} className="block select-all break-all rounded bg-paper-sunk p-4 text-sm">
            {secret}
          </code>
          <p className="mt-4 flex items-center gap-3" aria-live="polite">
            <Button size="sm" onClick={() => void copy(secret)}>
              Copy
            </Button>
            {copied && <span className="text-ink-muted text-sm">Copied</span>}
          </p>
        </>
      )}
    </Dialog>
  );
}
