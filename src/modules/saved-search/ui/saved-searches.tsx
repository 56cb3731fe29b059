"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem } from "@/components/menu";
import { trpc } from "@/trpc/react";
import { type FreshCount, mostCounted, type SavedSearch } from "../schema";
import { NameDialog } from "./name-dialog";
import { hrefOf, termsText } from "./terms";

export interface SavedSearchesProps {
  initial: SavedSearch[];
  fresh: FreshCount[];
}

/** The searches that a member keeps, each with what is new in it. */
export function SavedSearches({ initial, fresh }: SavedSearchesProps) {
  const { data: searches } = trpc.savedSearch.list.useQuery(undefined, { initialData: initial });
  const { data: counts } = trpc.savedSearch.fresh.useQuery(undefined, { initialData: fresh });
  const storiesOf = new Map(counts.map(({ id, stories }) => [id, stories]));
  return (
    <section aria-labelledby="saved-searches" className="mt-8 mb-4">
      <h2 id="saved-searches" className="label-caps text-ink-muted">
        Saved searches
      </h2>
      {searches.length === 0 ? (
        <p className="mt-2 font-serif text-ink-muted italic">
          Search for something, save it, and find here what is new in it.
        </p>
      ) : (
        <ul className="mt-2">
          {searches.map((search) => (
            <Row key={search.id} search={search} stories={storiesOf.get(search.id) ?? 0} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ search, stories }: { search: SavedSearch; stories: number }) {
  const { id, name, terms } = search;
  const utils = trpc.useUtils();
  const [renaming, setRenaming] = useState(false);
  const onSuccess = () => utils.savedSearch.invalidate();
  const rename = trpc.savedSearch.rename.useMutation({ onSuccess });
  const failed = () => void toast.error("That did not reach the server. Try again in a moment.");
  const save = trpc.savedSearch.save.useMutation({ onSuccess, onError: failed });
  const remove = trpc.savedSearch.remove.useMutation({
    onSuccess() {
      void onSuccess();
      toast(`Deleted “${name}”`, { action: { label: "Undo", onClick: () => save.mutate({ name, terms }) } });
    },
    onError: failed,
  });

  return (
    <li className="flex items-center gap-3 border-rule border-t py-1.5">
      <div className="min-w-0 flex-1">
        <Link href={hrefOf(terms)} className="block truncate rounded-sm font-medium hover:text-accent">
          {name}
        </Link>
        <span className="block truncate text-ink-muted text-sm">{termsText(terms)}</span>
      </div>
      {stories > 0 && (
        <span className="shrink-0 font-medium text-accent text-sm tabular-nums">
          {stories < mostCounted ? stories : `${mostCounted - 1}+`} new
        </span>
      )}
      <Menu
        trigger={
          <IconButton label={`More about the search ${name}`} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setRenaming(true)}>
          <Pencil aria-hidden="true" />
          Rename
        </MenuItem>
        <MenuItem danger onSelect={() => remove.mutate({ id })}>
          <Trash2 aria-hidden="true" />
          Delete
        </MenuItem>
      </Menu>
      <NameDialog
        key={name}
        title="Rename this search"
        description={termsText(terms)}
        initial={name}
        submitLabel="Rename"
        open={renaming}
        onOpenChange={setRenaming}
        onName={(next) => rename.mutateAsync({ id, name: next })}
      />
    </li>
  );
}
