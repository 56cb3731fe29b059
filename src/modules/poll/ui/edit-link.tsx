"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { editLink } from "./guest-key";

interface EditLinkProps {
  slug: string;
  guestKey: string;
  /** Somebody else answers with this browser. */
  onOther: () => void;
}

/** The way back to a guest's answer, from whatever device. */
export function EditLink({ slug, guestKey, onOther }: EditLinkProps) {
  const [state, setState] = useState<"" | "copied" | "failed">("");
  const link = editLink(slug, guestKey);
  const copy = async () => {
    try {
      // Not there on a page by plain HTTP.
      await navigator.clipboard.writeText(link);
      setState("copied");
    } catch {
      setState("failed");
    }
  };
  return (
    <Notice
      title="Your private edit link"
      actions={
        <>
          <Button size="sm" onClick={copy}>
            Copy the link
          </Button>
          <Button size="sm" variant="quiet" onClick={onOther}>
            Answer for somebody else
          </Button>
        </>
      }
    >
      <p>This browser knows your answer. Elsewhere the link leads to it; whoever has the link can change it.</p>
      <p role="status" className="text-ink-muted text-sm">
        {state === "copied" && "Copied."}
        {state === "failed" && <span className="wrap-anywhere">Copy it from here: {link}</span>}
      </p>
      <a href={link} data-testid="edit-link" className="link text-sm">
        Open it
      </a>
    </Notice>
  );
}
