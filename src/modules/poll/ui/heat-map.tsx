"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { heatsOf, rank, winnersOf } from "../ranking";
import type { OptionCount, OptionView, PollResults } from "../schema";
import { GridTable } from "./grid-table";
import { type GridCell, slotGrid } from "./slot-grid";
import { useRovingCell } from "./use-roving-cell";
import { WhoCan } from "./who-can";

interface HeatMapProps {
  options: readonly OptionView[];
  results: PollResults;
  timeZone: string;
}

/** How many can come, by day and time: as a number, a shade and a pattern. Who they are, for the cell one is at. */
export function HeatMap({ options, results, timeZone }: HeatMapProps) {
  const shape = slotGrid(options, timeZone);
  const { table, current, setCurrent, onMoveKey } = useRovingCell(shape);
  const [pointed, setPointed] = useState<number | null>(null);
  const [visited, setVisited] = useState(false);
  const heats = heatsOf(results.options.map(able));
  const byNumber = new Map(results.options.map((count, index) => [count.number, { count, heat: heats[index] ?? 0 }]));
  const best = new Set(results.closedAt ? results.winners : winnersOf("availability", results.options));

  const cellOf = (cell: GridCell) => {
    const { count, heat } = byNumber.get(cell.number) ?? { count: null, heat: 0 };
    return (
      <button
        type="button"
        data-number={cell.number}
        data-heat={heat}
        aria-label={`${cell.name}: ${inWords(count)}${best.has(cell.number) ? ", among the best" : ""}`}
        tabIndex={cell.number === current ? 0 : -1}
        onFocus={() => {
          setCurrent(cell.number);
          setVisited(true);
        }}
        onPointerEnter={() => setPointed(cell.number)}
        onPointerLeave={() => setPointed(null)}
        className={clsx(
          "heat-cell grid h-11 w-full min-w-9 place-items-center rounded-sm text-ui tabular-nums",
          best.has(cell.number) && "outline-2 outline-ink outline-offset-1 focus-visible:outline-focus",
        )}
      >
        <span className="-mt-1 font-semibold">{count ? able(count) : 0}</span>
      </button>
    );
  };
  const shown = pointed ?? (visited ? current : null);
  return (
    <div>
      <GridTable label="How many can come" shape={shape} table={table} onKeyDown={onMoveKey} cellOf={cellOf} />
      <Legend />
      <WhoCan option={options.find(({ number }) => number === shown) ?? null} results={results} timeZone={timeZone} />
    </div>
  );
}

const able = ({ yes, maybe }: OptionCount) => yes + maybe;

function inWords(count: OptionCount | null): string {
  if (!count) return "nobody can";
  const all = count.yes + count.maybe + count.no;
  const can = able(count) === 0 ? "nobody can" : `${able(count)} of ${all} can`;
  return count.maybe > 0 ? `${can}, ${count.maybe} of them if need be` : can;
}

const steps = [0, 1, 2, 3, 4] as const;

function Legend() {
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted text-sm">
      <span className="flex items-center gap-x-2">
        Nobody
        <span aria-hidden="true" className="flex gap-1">
          {steps.map((heat) => (
            <span key={heat} data-heat={heat} className="heat-cell block h-5 w-7 rounded-sm" />
          ))}
        </span>
        the most.
      </span>
      <span>Outlined: the best.</span>
    </p>
  );
}

/** The slots that most can come to, the best first. */
export const bestOf = (results: PollResults, most: number): OptionCount[] =>
  rank("availability", results.options).slice(0, most);
