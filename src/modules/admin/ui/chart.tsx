import { RelativeTime } from "@/components/relative-time";
import { ScrollBox } from "@/components/scroll-box";
import { linesOf } from "./chart-lines";

export interface ChartPoint {
  at: string;
  /** Null where there was nothing to measure: the line has a gap. */
  value: number | null;
}

interface ChartProps {
  title: string;
  points: readonly ChartPoint[];
  format: (value: number) => string;
  /** Where it begins to matter, as a line of its own. */
  limit?: number;
}

const width = 320;
const height = 96;

/** A line through time: for the eye a drawing, for everybody else its range in words, and all of it in a table. */
export function Chart({ title, points, format, limit }: ChartProps) {
  const values = points.flatMap(({ value }) => value ?? []);
  const last = points.findLast(({ value }) => value !== null)?.value ?? null;
  const top = Math.max(...values, 0);
  const { lines, limitY } = linesOf(points, { width, height, limit });
  return (
    <figure className="min-w-0 border-rule border-t pt-3">
      <figcaption className="flex items-baseline justify-between gap-3">
        <span className="font-medium text-ui">{title}</span>
        <span className="font-semibold tabular-nums">{last === null ? "–" : format(last)}</span>
      </figcaption>
      {values.length === 0 ? (
        <p className="mt-2 grid h-24 place-items-center bg-paper-sunk text-ink-muted text-sm">Nothing measured yet</p>
      ) : (
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: from ${format(Math.min(...values))} to ${format(top)}, now ${format(last ?? 0)}`}
          className="mt-2 block h-24 w-full bg-paper-sunk"
        >
          {limitY !== null && (
            <line
              x1="0"
              x2={width}
              y1={limitY}
              y2={limitY}
              className="stroke-danger"
              strokeDasharray="4 4"
              vectorEffect="non-scaling-stroke"
            />
          )}
          {lines.map((line) => (
            <polyline
              key={line}
              points={line}
              fill="none"
              className="stroke-live"
              strokeWidth="2"
              strokeLinejoin="round"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
      )}
      {values.length > 0 && (
        <details className="mt-1 text-sm">
          <summary className="w-fit rounded-sm text-ink-muted hover:text-ink">
            At most {format(top)}
            {limit !== undefined && `, limit ${format(limit)}`}: all figures
          </summary>
          <ScrollBox label={`${title}, all figures`} className="mt-2 max-h-48 overflow-y-auto">
            <table className="w-full tabular-nums">
              <thead className="sr-only">
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">{title}</th>
                </tr>
              </thead>
              <tbody>
                {points.toReversed().map(({ at, value }) => (
                  <tr key={at} className="border-rule border-b">
                    <th scope="row" className="py-1 text-start font-normal text-ink-muted">
                      <RelativeTime dateTime={at} />
                    </th>
                    <td className="py-1 text-end">{value === null ? "–" : format(value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </details>
      )}
    </figure>
  );
}
