import { readingMinutes } from "../../schema";
import type { Counts } from "./use-counts";

export function TextCounts({ counts: { words, placeholders } }: { counts: Counts }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-ink-muted text-sm tabular-nums">
      <span>{words === 1 ? "1 word" : `${words.toLocaleString("en")} words`}</span>
      {words > 0 && <span>{readingMinutes(words)} min to read</span>}
      {placeholders > 0 && (
        <span className="text-warn">
          {placeholders} <abbr title="to come: a place still to be written">TK</abbr>
        </span>
      )}
    </p>
  );
}
