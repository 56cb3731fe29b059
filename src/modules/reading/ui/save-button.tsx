"use client";

import { Bookmark, BookmarkCheck } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { useShortcuts } from "@/app/shell/shortcuts";
import { Button } from "@/components/button";
import { signInHref } from "@/modules/member/ui/next-path";
import { trpc } from "@/trpc/react";

export interface SaveButtonProps {
  storyId: string;
  /** Null for a guest. */
  saved: boolean | null;
  /** Where a guest comes back to. */
  path: string;
  /** In a list: whose button it is, said to who cannot see it; the key `b` is then nobody's. */
  label?: string;
}

/** Marks a story for later. It shows at once what it will be, and goes back where the server refuses. */
export function SaveButton({ storyId, saved: initial, path, label }: SaveButtonProps) {
  const [saved, setSaved] = useState(initial ?? false);
  const { mutate } = trpc.reading.save.useMutation({
    onError: (_, wanted) => {
      setSaved(!wanted.saved);
      toast.error("That was not kept", { description: "Try again in a moment." });
    },
  });
  const toggle = () => {
    if (initial === null) return;
    setSaved(!saved);
    mutate({ storyId, saved: !saved });
  };
  useShortcuts(initial === null || label ? [] : [{ keys: "b", description: "Save for later", run: toggle }]);

  if (initial === null) {
    return (
      <Button asChild size="sm" variant="quiet">
        <Link href={signInHref(path)}>
          <Bookmark aria-hidden="true" />
          Save for later
        </Link>
      </Button>
    );
  }
  return (
    <Button size="sm" variant="quiet" aria-label={label && `Save ${label}`} aria-pressed={saved} onClick={toggle}>
      {saved ? <BookmarkCheck aria-hidden="true" className="text-accent" /> : <Bookmark aria-hidden="true" />}
      {saved ? "Saved" : "Save for later"}
    </Button>
  );
}
