"use client";

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Mark } from "../schema";
import { type GridPlace, type GridShape, numbersBetween, placeOf } from "./slot-grid";

/** A finger that rests for so long paints; one that moves before scrolls the page. In milliseconds. */
const holdMs = 220;

interface Stroke {
  mark: Mark;
  from: GridPlace;
  to: GridPlace;
}

interface StrokeOptions {
  table: RefObject<HTMLTableElement | null>;
  shape: GridShape;
  /** What a stroke that begins at this cell paints. */
  markFrom: (number: number) => Mark;
  onPaint: (numbers: readonly number[], mark: Mark) => void;
}

/**
 * Painting by drag: from the cell where the pointer goes down to the one where it is, a rectangle takes one mark. A press
 * that stays in its cell is left to `click`, which keyboards, taps and assistive technology end up in as well.
 */
export function useStroke({ table, shape, markFrom, onPaint }: StrokeOptions) {
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const latest = useRef<Stroke | null>(null);
  const touching = useRef(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const show = (next: Stroke | null) => {
    latest.current = next;
    setStroke(next);
  };

  const finish = (painted: boolean) => {
    stop.current?.abort();
    const last = latest.current;
    show(null);
    if (!painted || !last) return;
    const numbers = numbersBetween(shape, last.from, last.to);
    if (numbers.length > 1 || touching.current) onPaint(numbers, last.mark);
  };

  const placeUnder = (x: number, y: number): GridPlace | null => {
    const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-number]");
    return cell && table.current?.contains(cell) ? placeOf(shape, Number(cell.dataset.number)) : null;
  };

  const onPointerDown = (number: number, event: PointerEvent) => {
    const from = placeOf(shape, number);
    if (!from || event.button !== 0 || !event.isPrimary) return;
    stop.current?.abort();
    const ended = new AbortController();
    stop.current = ended;
    const { signal } = ended;
    touching.current = event.pointerType === "touch";
    const begin = () => show({ mark: markFrom(number), from, to: from });
    if (touching.current) {
      const timer = setTimeout(begin, holdMs);
      signal.addEventListener("abort", () => clearTimeout(timer));
      holdThePage(signal);
    } else {
      begin();
    }
    const options = { signal };
    window.addEventListener(
      "pointermove",
      ({ clientX, clientY }) => {
        const { current } = latest;
        const to = current && placeUnder(clientX, clientY);
        if (to && (to.row !== current.to.row || to.column !== current.to.column)) show({ ...current, to });
      },
      options,
    );
    window.addEventListener("pointerup", () => finish(true), options);
    window.addEventListener("pointercancel", () => finish(false), options);
    window.addEventListener("keydown", ({ key }) => key === "Escape" && finish(false), options);
  };

  /** While a finger paints, the page does not scroll below it, nor does lifting it count as a tap. */
  const holdThePage = (signal: AbortSignal) => {
    const hold = (event: Event) => {
      if (latest.current && event.cancelable) event.preventDefault();
    };
    window.addEventListener("touchmove", hold, { passive: false, signal });
    window.addEventListener("contextmenu", hold, { signal });
    // Comes after the pointer went up, which has ended the stroke and its listeners.
    const release = (event: Event) => {
      if (touching.current && event.cancelable) event.preventDefault();
    };
    window.addEventListener(
      "pointerup",
      () => latest.current && window.addEventListener("touchend", release, { passive: false, once: true }),
      { signal },
    );
  };

  const painted = stroke ? new Set(numbersBetween(shape, stroke.from, stroke.to)) : null;
  return {
    onPointerDown,
    /** The mark that a cell shows while it is being painted over; null for one that is not. */
    markOver: (number: number): Mark | null => (stroke && painted?.has(number) ? stroke.mark : null),
  };
}
