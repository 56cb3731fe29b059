import type { ReactNode } from "react";
import { ScrollBox } from "@/components/scroll-box";

interface FiguresTableProps {
  title: string;
  /** Of the columns, the first being the name of a row. */
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** In the place of the rows, where there are none. */
  none: string;
}

/** A table of figures, which scrolls by itself where it is too wide. */
export function FiguresTable({ title, head, rows, none }: FiguresTableProps) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="font-serif text-title">{title}</h2>
      {rows.length === 0 ? (
        <p className="mt-2 text-ink-muted">{none}</p>
      ) : (
        <ScrollBox label={`${title}, table`} className="scroll-fade mt-2 overflow-x-auto">
          <table className="w-full text-sm tabular-nums">
            <thead>
              <tr className="border-rule-strong border-b text-ink-muted">
                {head.map((name, index) => (
                  <th
                    key={name}
                    scope="col"
                    className={`py-1.5 font-medium ${index === 0 ? "text-start" : "ps-4 text-end"}`}
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells: [name, ...cells] }) => (
                <tr key={key} className="border-rule border-b">
                  <th scope="row" className="wrap-anywhere min-w-24 py-1.5 text-start font-normal">
                    {name}
                  </th>
                  {cells.map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in the order of the columns
                    <td key={index} className="whitespace-nowrap py-1.5 ps-4 text-end">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}
