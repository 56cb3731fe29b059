import { clsx } from "clsx";
import { winnersOf } from "../ranking";
import type { OptionView, PollResults } from "../schema";
import { describeSlot } from "../zones";
import { markBy } from "./who-can";

interface ResultsTableProps {
  options: readonly OptionView[];
  results: PollResults;
  timeZone: string;
}

/** The same as the heat map in a plain table, one time after the other. */
export function ResultsTable({ options, results, timeZone }: ResultsTableProps) {
  const counts = new Map(results.options.map((count) => [count.number, count]));
  const best = new Set(results.closedAt ? results.winners : winnersOf("availability", results.options));
  const namesOf = (number: number) =>
    results.participants.flatMap((one) => {
      const mark = markBy(one, number);
      return mark === "yes" ? [one.name] : mark === "maybe" ? [`${one.name} (if need be)`] : [];
    });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that a keyboard can scroll it
    <section className="table-scroll overflow-x-auto" aria-label="Answers by time" tabIndex={0}>
      <table className="w-full border-collapse text-start text-sm tabular-nums">
        <thead>
          <tr className="border-rule-strong border-b text-ink-muted">
            <th scope="col" className="py-2 pe-4 text-start font-medium">
              Time
            </th>
            <th scope="col" className="px-2 text-end font-medium">
              Yes
            </th>
            <th scope="col" className="px-2 text-end font-medium">
              If need be
            </th>
            <th scope="col" className="px-2 text-end font-medium">
              No
            </th>
            <th scope="col" className="min-w-40 ps-4 text-start font-medium">
              Who can
            </th>
          </tr>
        </thead>
        <tbody>
          {options.map(({ number, startsAt, endsAt }) => {
            const count = counts.get(number);
            if (!startsAt || !endsAt || !count) return null;
            return (
              <tr key={number} className="border-rule border-b">
                <th
                  scope="row"
                  className={clsx(
                    "whitespace-nowrap py-2 pe-4 text-start",
                    best.has(number) ? "font-semibold" : "font-normal",
                  )}
                >
                  {describeSlot(startsAt, endsAt, timeZone)}
                  {best.has(number) && <span className="ms-2 text-live">best</span>}
                </th>
                <td className="px-2 text-end">{count.yes}</td>
                <td className="px-2 text-end">{count.maybe}</td>
                <td className="px-2 text-end">{count.no}</td>
                <td className="wrap-anywhere ps-4 text-ink-muted">{namesOf(number).join(", ")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
