"use client";

import { Archive } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Menu, MenuItem, MenuLabel } from "@/components/menu";
import { RelativeTime } from "@/components/relative-time";
import type { SetAside } from "../manuscript/journal-entry";
import type { Manuscript } from "../manuscript/manuscript";
import { bodyOf } from "../manuscript/reconcile";
import type { Texts } from "../manuscript/texts";

const reasons: Record<SetAside<Texts>["reason"], string> = {
  mine: "Yours, from a conflict",
  theirs: "The other version",
  discarded: "Discarded when opening",
  replaced: "Replaced by another",
  found: "Found on this device",
};

const shown = 12;

/** The texts that were not chosen. Bringing one back sets the present one aside, so that nothing is risked by looking. */
interface SetAsideMenuProps<T extends Texts> {
  manuscript: Manuscript<T>;
  items: readonly SetAside<T>[];
}

export function SetAsideMenu<T extends Texts>({ manuscript, items }: SetAsideMenuProps<T>) {
  if (items.length === 0) return null;
  const bringBack = async (id: string) => {
    await manuscript.bringBack(id);
    toast.success("Brought back", { description: "What stood there before is set aside in its place." });
  };
  return (
    <Menu
      className="w-80"
      trigger={
        <Button size="sm" variant="quiet">
          <Archive aria-hidden="true" />
          Set aside ({items.length})
        </Button>
      }
    >
      <MenuLabel>Bring back</MenuLabel>
      {items.slice(0, shown).map((item) => (
        <MenuItem key={item.id} onSelect={() => void bringBack(item.id)} className="flex-col items-start gap-0">
          <span className="w-full truncate">{bodyOf(item.texts).trim() || item.texts.title || "Without text"}</span>
          <span className="text-ink-muted text-sm">
            {reasons[item.reason]}, <RelativeTime dateTime={new Date(item.at)} />
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
