import type { KeyboardEventHandler, ReactNode, RefObject } from "react";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { GridCell, GridHeading, GridShape } from "./slot-grid";

interface GridTableProps {
  label: string;
  shape: GridShape;
  table: RefObject<HTMLTableElement | null>;
  onKeyDown: KeyboardEventHandler;
  /** The button in a cell. */
  cellOf: (cell: GridCell) => ReactNode;
}

/** A grid of buttons with headings that stay in sight while it scrolls sideways. */
export function GridTable({ label, shape, table, onKeyDown, cellOf }: GridTableProps) {
  return (
    <div className="-mx-1 overflow-x-auto px-1 pb-1">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of controls that arrows lead through is a grid
        role="grid"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="w-full border-separate border-spacing-1 tabular-nums"
      >
        <thead>
          <tr>
            <td className="sticky start-0 z-10 bg-(--ground,var(--paper))" />
            {shape.columns.map((heading) => (
              <th key={heading.key} scope="col" className="px-1 pb-1 text-center font-medium text-sm">
                <Heading lines={heading.lines} spoken={heading.spoken} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shape.rows.map(({ heading, cells }) => (
            <tr key={heading.key}>
              <th
                scope="row"
                className="sticky start-0 z-10 w-px whitespace-nowrap bg-(--ground,var(--paper)) pe-2 text-start font-medium text-sm"
              >
                <Heading lines={heading.lines} spoken={heading.spoken} />
              </th>
              {shape.columns.map(({ key }, index) => {
                const cell = cells[index];
                return <td key={key}>{cell && cellOf(cell)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ lines: [first, ...others], spoken }: Pick<GridHeading, "lines" | "spoken">) {
  return (
    <>
      <span aria-hidden={spoken ? true : undefined}>
        {first}
        {others.map((line) => (
          <span key={line} className="block whitespace-nowrap font-normal text-ink-muted">
            {line}
          </span>
        ))}
      </span>
      {spoken && <VisuallyHidden>{spoken}</VisuallyHidden>}
    </>
  );
}
