"use client";

import { Grid3x3, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import type { PollView } from "../schema";
import { AsOf } from "./as-of";
import { ChoiceBars } from "./choice-bars";
import { bestOf, HeatMap } from "./heat-map";
import { ResultsTable } from "./results-table";
import { answersInWords, nameOfOption } from "./words";

interface PollResultsViewProps {
  poll: PollView;
  zone: string;
  heardAt: number;
  /** What to do while nobody has answered. */
  empty: ReactNode;
}

const sealed: Record<PollView["resultsFor"], string> = {
  everyone: "",
  answered: "You see the results once you have answered, and everybody does when the poll has closed.",
  organiser: "The results are shown when the poll has closed.",
};

/** What a poll has come to, as it comes to it. */
export function PollResultsView({ poll, zone, heardAt, empty }: PollResultsViewProps) {
  const [asTable, setAsTable] = useState(false);
  const { results, options, kind } = poll;
  if (!results) return <p className="text-ink-muted">{sealed[poll.resultsFor]}</p>;
  return (
    <div>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-ui tabular-nums" data-testid="answer-count">
          {answersInWords(results.responses)}
        </p>
        {kind === "availability" && results.responses > 0 && (
          <Button size="sm" variant="quiet" className="-me-3" onClick={() => setAsTable(!asTable)}>
            {asTable ? <Grid3x3 aria-hidden="true" /> : <Table2 aria-hidden="true" />}
            {asTable ? "Show the heat map" : "Show as a table"}
          </Button>
        )}
      </div>
      {results.responses === 0 && empty}
      {kind === "choice" ? (
        <ChoiceBars options={options} results={results} />
      ) : (
        <>
          <BestSlots poll={poll} zone={zone} />
          {asTable ? (
            <ResultsTable options={options} results={results} timeZone={zone} />
          ) : (
            <HeatMap options={options} results={results} timeZone={zone} />
          )}
        </>
      )}
      <AsOf heardAt={heardAt} />
    </div>
  );
}

const mostShown = 3;

function BestSlots({ poll: { results, options }, zone }: { poll: PollView; zone: string }) {
  const best = results ? bestOf(results, mostShown) : [];
  const names = new Map(options.map((option) => [option.number, nameOfOption(option, zone)]));
  return (
    <section aria-label="Best times" className="mb-6 min-h-24">
      <h3 className="label-caps mb-2 text-ink-muted">Best times</h3>
      {best.length === 0 && <p className="text-ink-muted text-sm">None yet.</p>}
      <ol data-testid="best-times">
        {best.map(({ number, yes, maybe }) => (
          <li key={number} className="flex flex-wrap justify-between gap-x-4 py-0.5 text-ui tabular-nums">
            <span>{names.get(number)}</span>
            <span className="text-ink-muted">
              {yes} yes{maybe > 0 && `, ${maybe} if need be`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
