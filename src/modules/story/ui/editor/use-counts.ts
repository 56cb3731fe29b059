"use client";

import { useEffect, useState } from "react";
import { countWords } from "../../schema";

export interface Counts {
  words: number;
  /** Places that the writer has marked as still to come, by the printers' old sign. */
  placeholders: number;
}

const placeholder = /\bTK\b/g;
const pauseMs = 200;
/** Characters counted at a time: a novel counted in one go would hold up the typing. */
const portion = 40_000;

/** The counts of a text, a moment after its last change. @param known the words that the server has counted */
export function useCounts(text: string, known: number): Counts {
  const [counts, setCounts] = useState<Counts>({ words: known, placeholders: 0 });
  useEffect(() => {
    let timer = setTimeout(() => count(0, { words: 0, placeholders: 0 }), pauseMs);
    const count = (from: number, sum: Counts) => {
      const to = portionEnd(text, from);
      const part = text.slice(from, to);
      const next = {
        words: sum.words + countWords(part),
        placeholders: sum.placeholders + (part.match(placeholder)?.length ?? 0),
      };
      if (to < text.length) timer = setTimeout(() => count(to, next), 0);
      else setCounts(next);
    };
    return () => clearTimeout(timer);
  }, [text]);
  return counts;
}

/** At the end of a line where there is one, so that no word is counted twice. */
function portionEnd(text: string, from: number): number {
  if (from + portion >= text.length) return text.length;
  const line = text.indexOf("\n", from + portion);
  return line === -1 ? text.length : line;
}
