/**
 * Cuts Markdown into slices that can be parsed one by one. The parser's time grows with the square of some structures
 * (delimiters in one paragraph, setext headings), its stack with their depth, and even linear work would take a minute
 * for two megabytes of list items. So a slice is small, and what exceeds any bound is left unparsed: shown as written,
 * never lost.
 */
export interface Slice {
  text: string;
  /**
   * paragraph: to be shown as it is, for lack of marks or for excess of them. verbatim: likewise, with its line breaks;
   * the rest of a text that is beyond all bounds, as a single element.
   */
  kind: "markdown" | "paragraph" | "verbatim";
}

/** Measured on one core at 2 GHz: a unit of weight takes up to 80 µs, so a text takes some 1.2 s at most. */
const heaviestText = 15_000;
/** Of one without marks: more than 100,000 of them are no story, and more than a page should hold. */
const paragraphWeight = 0.15;
/** From here on the next paragraph starts a new slice. */
const fullSlice = 400;
const bounds = { depth: 60, runs: 800, markedLines: 400 };

interface Weight {
  depth: number;
  /** Delimiters of inline marks; a row of the same counts once where the parser takes it as one. */
  runs: number;
  /** Lines that open or continue a block, such as a list item or a quote. */
  markedLines: number;
  total: number;
}

const inlineMarks = /\*+|_+|~+|[`[\]<&|\\@!]|www\.|https?:/g;
const blockMark = /^[ \t]*(?:[>+*|=-]|#|\d{1,9}[.)])/;
const prefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;
const markInPrefix = />|[-+*]|\d+[.)]/g;

const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function weigh(text: string): Weight {
  const lines = text.split("\n");
  let depth = 0;
  let markedLines = 0;
  for (const line of lines) {
    if (!blockMark.test(line)) continue;
    markedLines++;
    const marks = prefix.exec(line)?.[0];
    if (!marks) continue;
    const blanks = countOf(marks, /[ \t]/g);
    depth = Math.max(depth, countOf(marks, markInPrefix) + blanks / 2);
  }
  const runs = countOf(text, inlineMarks);
  const total = runs + 4 * markedLines + lines.length / 4 + text.length / 40;
  return { depth, runs, markedLines, total };
}

const isWithinBounds = ({ depth, runs, markedLines }: Weight) =>
  depth <= bounds.depth && runs <= bounds.runs && markedLines <= bounds.markedLines;

const isUnmarked = ({ runs, markedLines }: Weight) => runs === 0 && markedLines === 0;

export function sliceMarkdown(markdown: string): Slice[] {
  const text = markdown.replace(/\r\n?/g, "\n");
  // As nearly every story: in one piece, so that definitions and footnotes are found from everywhere.
  if (text.length <= 100_000) {
    const whole = weigh(text);
    if (isWithinBounds(whole)) return [{ text, kind: "markdown" }];
  }
  const slices: Slice[] = [];
  let spent = 0;
  let open: string[] = [];
  let openWeight = 0;
  const close = () => {
    if (open.length > 0) slices.push({ text: open.join("\n\n"), kind: "markdown" });
    spent += openWeight;
    open = [];
    openWeight = 0;
  };
  const rest: string[] = [];
  for (const block of blocksOf(text)) {
    if (spent > heaviestText) {
      rest.push(block);
      continue;
    }
    const weight = weigh(block);
    // An indented paragraph may continue a list item before it; one that is not ends whatever was open.
    const continues = open.length > 0 && /^[ \t]/.test(block);
    if (!isWithinBounds(weight) || (isUnmarked(weight) && !continues)) {
      close();
      slices.push({ text: block, kind: "paragraph" });
      spent += paragraphWeight;
      continue;
    }
    if (openWeight + weight.total > fullSlice) close();
    open.push(block);
    openWeight += weight.total;
  }
  close();
  if (rest.length > 0) slices.push({ text: rest.join("\n\n"), kind: "verbatim" });
  return slices;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** What stands between blank lines; a fenced block counts as one with its blank lines. */
function* blocksOf(text: string): Generator<string> {
  let lines: string[] = [];
  let closing: string | null = null;
  for (const line of text.split("\n")) {
    const mark = fence.exec(line)?.[1];
    if (mark && closing === null) closing = mark;
    else if (mark && closing && mark.startsWith(closing)) closing = null;
    if (closing !== null || line.trim() !== "") lines.push(line);
    else if (lines.length > 0) {
      yield lines.join("\n");
      lines = [];
    }
  }
  if (lines.length > 0) yield lines.join("\n");
}
