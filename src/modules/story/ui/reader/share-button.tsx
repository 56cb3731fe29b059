"use client";

import { Check, Share2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";

type Outcome = "copied" | "failed";

const messages: Record<Outcome, string> = {
  copied: "Link copied",
  failed: "The link could not be copied. You find it in the address bar.",
};
const shownForMs = 4_000;

/** Through the device's own share sheet where there is one, else by copying the link. */
export function ShareButton({ title }: { title: string }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), shownForMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const share = async () => {
    const url = window.location.origin + window.location.pathname;
    try {
      if (navigator.share) return await navigator.share({ title, url });
      await navigator.clipboard.writeText(url);
      setOutcome("copied");
    } catch (error) {
      // Closing the share sheet is no failure.
      if (!(error instanceof DOMException && error.name === "AbortError")) setOutcome("failed");
    }
  };

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button onClick={share}>
        {outcome === "copied" ? <Check aria-hidden="true" /> : <Share2 aria-hidden="true" />}
        Share
      </Button>
      <span role="status" className="text-ink-muted text-sm empty:-ms-3">
        {outcome && messages[outcome]}
      </span>
    </div>
  );
}
