"use client";

import { Bookmark, BookmarkCheck } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { signInHref } from "@/modules/member/ui/next-path";
import { trpc } from "@/trpc/react";
import type { SavedSearch, SearchTerms } from "../schema";
import { NameDialog } from "./name-dialog";
import { hrefOf, termsText } from "./terms";

export interface SaveSearchProps {
  terms: SearchTerms;
  /** The saved search that looks for just this, if there is one. */
  saved: SavedSearch | null;
  guest: boolean;
}

/** Keeps the search that is shown; of one that is kept, notes that its member has looked. Needs a new `key` for another search. */
export function SaveSearch({ terms, saved: initial, guest }: SaveSearchProps) {
  const utils = trpc.useUtils();
  const [saved, setSaved] = useState(initial);
  const [naming, setNaming] = useState(false);
  const save = trpc.savedSearch.save.useMutation({
    onSuccess(search) {
      setSaved(search);
      void utils.savedSearch.invalidate();
    },
  });
  const { mutate: open } = trpc.savedSearch.open.useMutation({ onSuccess: () => utils.savedSearch.fresh.invalidate() });
  useEffect(() => {
    if (initial) open({ id: initial.id });
  }, [initial, open]);

  if (guest) {
    return (
      <Button asChild size="sm" variant="quiet" className="-me-3">
        <Link href={signInHref(hrefOf(terms))}>
          <Bookmark aria-hidden="true" />
          Save this search
        </Link>
      </Button>
    );
  }
  return (
    <>
      <p role="status" className="min-w-0">
        {saved && (
          <span className="flex items-center gap-1.5">
            <BookmarkCheck aria-hidden="true" className="size-4 shrink-0 text-accent" />
            <span className="min-w-0 truncate">Saved as “{saved.name}”</span>
          </span>
        )}
      </p>
      {!saved && (
        <NameDialog
          title="Save this search"
          description="You find it on the search page, with how many stories are new in it."
          initial={(terms.q || termsText(terms)).slice(0, 80)}
          submitLabel="Save"
          open={naming}
          onOpenChange={setNaming}
          onName={(name) => save.mutateAsync({ name, terms })}
          trigger={
            <Button size="sm" variant="quiet" className="-me-3">
              <Bookmark aria-hidden="true" />
              Save this search
            </Button>
          }
        />
      )}
    </>
  );
}
