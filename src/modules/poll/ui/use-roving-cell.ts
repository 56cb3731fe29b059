"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { type GridMove, type GridShape, moveFrom, placeOf } from "./slot-grid";

const moves: Partial<Record<string, GridMove>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "rowStart",
  End: "rowEnd",
};
const farMoves: Partial<Record<string, GridMove>> = { Home: "first", End: "last" };

/** The one cell of a grid that Tab reaches; arrows, Home and End lead from it to the others. */
export function useRovingCell(shape: GridShape) {
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const first = shape.rows.flatMap(({ cells }) => cells).find((cell) => cell !== null)?.number ?? null;
  const current = wanted !== null && placeOf(shape, wanted) ? wanted : first;

  /** Follows a key that moves. @returns the cell it led to, or null for any other key */
  const onMoveKey = (event: KeyboardEvent): number | null => {
    if (event.altKey || event.metaKey || current === null) return null;
    const move = event.ctrlKey ? farMoves[event.key] : moves[event.key];
    if (!move) return null;
    event.preventDefault();
    const to = moveFrom(shape, current, move);
    setWanted(to);
    table.current?.querySelector<HTMLElement>(`[data-number="${to}"]`)?.focus();
    return to;
  };
  return { table, current, setCurrent: setWanted, onMoveKey };
}
