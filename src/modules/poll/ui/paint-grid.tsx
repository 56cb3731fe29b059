"use client";

import { clsx } from "clsx";
import { Check, Contrast } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { Mark } from "../schema";
import { GridTable } from "./grid-table";
import type { GridCell, GridShape } from "./slot-grid";
import { useRovingCell } from "./use-roving-cell";
import { useStroke } from "./use-stroke";

export const markNames: Record<Mark, string> = { yes: "yes", maybe: "if need be", no: "no" };

const markClass: Record<Mark, string> = {
  yes: "border-live bg-live text-paper-raised dark:text-paper",
  maybe: "mark-maybe border-warn text-ink",
  no: "border-rule-strong bg-paper-raised text-ink-muted hover:border-ink",
};

interface PaintGridProps {
  /** Names the grid. */
  label: string;
  shape: GridShape;
  markOf: (number: number) => Mark;
  /** What a press gives to a cell, and takes from one that has it. */
  brush: Exclude<Mark, "no"> | "no";
  /** Keys that give a mark whatever the brush. */
  keys: Partial<Record<string, Mark>>;
  /** Cells that came in addition since the answer was given. */
  isNew?: (number: number) => boolean;
  onPaint: (numbers: readonly number[], mark: Mark) => void;
}

/** Cells that are marked by press, by drag, by hold and drag with a finger, and with the keyboard. */
export function PaintGrid({ label, shape, markOf, brush, keys, isNew, onPaint }: PaintGridProps) {
  const roving = useRovingCell(shape);
  const { table, current, setCurrent, onMoveKey } = roving;
  const markFrom = (number: number): Mark => (markOf(number) === brush ? "no" : brush);
  const { onPointerDown, markOver } = useStroke({ table, shape, markFrom, onPaint });

  const onKeyDown = (event: KeyboardEvent) => {
    if (current === null) return;
    const to = onMoveKey(event);
    if (to !== null) {
      // With Shift the mark is drawn along.
      if (event.shiftKey && to !== current) onPaint([to], markOf(current));
      return;
    }
    const mark = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key.toLowerCase()];
    if (!mark) return;
    event.preventDefault();
    onPaint([current], mark);
  };

  const cellOf = ({ number, name, text }: GridCell) => {
    const mark = markOver(number) ?? markOf(number);
    return (
      <button
        type="button"
        data-number={number}
        data-mark={mark}
        aria-label={`${name}: ${markNames[mark]}${isNew?.(number) ? ", new" : ""}`}
        tabIndex={number === current ? 0 : -1}
        onFocus={() => setCurrent(number)}
        onPointerDown={(event) => onPointerDown(number, event)}
        onClick={() => onPaint([number], markFrom(number))}
        className={clsx(
          "grid h-11 w-full min-w-9 touch-pan-x touch-pan-y select-none place-items-center rounded-sm border text-ui",
          // What a press takes out of the cell must not be what it hit: a press whose target is gone is no click.
          "transition-colors duration-100 [-webkit-touch-callout:none] [&_svg]:pointer-events-none [&_svg]:size-4",
          isNew?.(number) && mark === "no" && "border-dashed",
          markClass[mark],
        )}
      >
        {text ??
          (mark === "yes" ? <Check aria-hidden="true" /> : mark === "maybe" ? <Contrast aria-hidden="true" /> : null)}
      </button>
    );
  };
  return <GridTable label={label} shape={shape} table={table} onKeyDown={onKeyDown} cellOf={cellOf} />;
}
