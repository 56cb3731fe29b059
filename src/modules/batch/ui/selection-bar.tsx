"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useShortcuts } from "@/app/shell/shortcuts";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import type { MineInput } from "@/modules/story/schema";
import { trpc } from "@/trpc/react";
import type { BatchAction } from "../schema";
import { BatchDialog } from "./batch-dialog";
import { actionNames } from "./names";
import type { Selection } from "./use-selection";

export type ActionType = BatchAction["type"];

const offered: Record<"trash" | "others", readonly ActionType[]> = {
  trash: ["restore"],
  others: ["publish", "schedule", "unpublish", "tag", "export", "trash"],
};

export interface SelectionBarProps {
  selection: Selection;
  filter: MineInput["status"];
  /** How many there are in this part of the studio. */
  total: number;
}

/** What can be done with the chosen stories; floats at the foot of the window as long as there are any. */
export function SelectionBar({ selection, filter, total }: SelectionBarProps) {
  const { client } = trpc.useUtils();
  const [asking, setAsking] = useState<ActionType | null>(null);
  const { size } = selection.ids;
  useShortcuts(size > 0 ? [{ keys: "Escape", description: "Clear the selection", run: selection.clear }] : []);

  const selectAll = () =>
    client.batch.selectable.query({ status: filter }).then(
      ({ ids }) => selection.set(ids),
      () => toast.error("That did not reach the server. Try again in a moment."),
    );

  return (
    <>
      <p className="sr-only" aria-live="polite">
        {size > 0 ? countText(size) : ""}
      </p>
      {size > 0 && (
        <section
          aria-label="Selected stories"
          data-testid="selection-bar"
          className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex justify-center p-2 sm:p-5 print:hidden"
        >
          <div className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-rule-strong bg-paper-raised px-3 py-2.5 shadow-float motion-safe:animate-arrive">
            <span className="font-medium text-ui tabular-nums">{countText(size)}</span>
            {size < total && (
              <button type="button" className="link py-1 text-sm" onClick={() => void selectAll()}>
                Select all
              </button>
            )}
            <span className="flex flex-wrap gap-1.5 max-sm:order-last">
              {offered[filter === "trash" ? "trash" : "others"].map((type) => (
                <Button
                  key={type}
                  size="sm"
                  variant={type === "trash" ? "danger" : "secondary"}
                  onClick={() => setAsking(type)}
                >
                  {actionNames[type].short}
                </Button>
              ))}
            </span>
            <IconButton size="sm" label="Clear the selection" className="max-sm:ms-auto" onClick={selection.clear}>
              <X aria-hidden="true" />
            </IconButton>
          </div>
        </section>
      )}
      {asking && <BatchDialog type={asking} storyIds={[...selection.ids]} onClose={() => setAsking(null)} />}
    </>
  );
}

const countText = (count: number) => (count === 1 ? "1 selected" : `${count} selected`);
