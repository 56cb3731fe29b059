import { Check } from "lucide-react";
import type { OptionView, PollResults } from "../schema";

interface ChoiceBarsProps {
  options: readonly OptionView[];
  results: PollResults;
}

/** How many chose each option, in the order of the question: a rising bar does not push another one away. */
export function ChoiceBars({ options, results }: ChoiceBarsProps) {
  const votes = new Map(results.options.map(({ number, yes }) => [number, yes]));
  const winners = new Set(results.winners);
  return (
    <ul className="flex flex-col gap-4" data-testid="choice-bars">
      {options.map(({ number, text }) => {
        const count = votes.get(number) ?? 0;
        const share = results.responses > 0 ? Math.round((100 * count) / results.responses) : 0;
        return (
          <li key={number} data-option={number}>
            <div className="flex items-baseline gap-3">
              <span className="wrap-anywhere min-w-0 flex-1 font-medium">
                {winners.has(number) && (
                  <Check aria-label="Chosen:" role="img" className="me-1.5 inline size-4 text-live" />
                )}
                {text}
              </span>
              <span className="shrink-0 text-sm tabular-nums">
                {count}{" "}
                <span className="text-ink-muted">
                  {count === 1 ? "vote" : "votes"}, {share} %
                </span>
              </span>
            </div>
            <div aria-hidden="true" className="mt-1.5 h-2 overflow-hidden rounded-sm bg-paper-sunk">
              <div
                className="h-full origin-left rounded-sm bg-live transition-transform duration-500 ease-out"
                style={{ transform: `scaleX(${share / 100})` }}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
