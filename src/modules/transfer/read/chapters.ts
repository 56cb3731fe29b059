import type { BookChapter } from "../book";
import { takeAuthorNotes } from "./author-notes";
import { type Block, headingText, isElement, plain, rankOf, textOf } from "./html";
import { toMarkdown } from "./to-markdown";

/** A stretch of blocks that is to be a chapter. */
export interface Segment {
  /** As the table of contents has it; null where none does. */
  label: string | null;
  blocks: Block[];
}

/** What is about the book, by the names that EPUB and its makers have for it. */
const aboutKinds = new Set(
  (
    "titlepage halftitlepage imprint colophon copyright-page cover toc loi lot landmarks index other-credits seriespage " +
    "endnotes footnotes rearnotes bibliography acknowledgments"
  ).split(" "),
);
const aboutTitles =
  /^(?:cover|(?:half[- ]?)?title ?page|half ?title|imprint|copyright(?: page| notice)?|(?:un)?colophon|uncopyright|(?:table of )?contents|(?:end|foot)?notes|index|about the (?:author|publisher|book)s?|also by .*|list of illustrations|transcriber.s notes?|the full project gutenberg.* licen[sc]e|project gutenberg.*)$/i;

const squashed = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** Whether there is anything to read, or to look at, in a block. */
const holdsSomething = ({ node }: Block): boolean =>
  plain(textOf(node)) !== "" || (isElement(node) && JSON.stringify(node).includes('"tagName":"img"'));

/** Chapters of the segments, in order. A heading without text, such as "Part One", goes before the next title. */
export function chaptersOf(segments: Segment[], bookTitle: string): BookChapter[] {
  const chapters: BookChapter[] = [];
  let part = "";
  for (const { label, blocks } of segments) {
    const { notes, text } = takeAuthorNotes(blocks);
    const hasNotes = Object.keys(notes).length > 0;
    const { title, rest } = takeTitle(label, text);
    const about = aboutTitles.test(title) || (blocks[0]?.kinds ?? []).some((kind) => aboutKinds.has(kind));
    if (!rest.some(holdsSomething) && !hasNotes) {
      if (title && !about && squashed(title) !== squashed(bookTitle)) part = part ? `${part} · ${title}` : title;
      continue;
    }
    const full = part && !about ? `${part} · ${title}` : title;
    if (!about) part = "";
    const body = toMarkdown(rest.map(({ node }) => node));
    if (body || hasNotes) chapters.push({ title: full.slice(0, 255), body, ...notes, included: !about });
  }
  const included = chapters.filter((chapter) => chapter.included);
  // A story in one piece has no title but the book's.
  if (included[0] && included.length === 1 && squashed(included[0].title) === squashed(bookTitle))
    included[0].title = "";
  return chapters;
}

/** The title, and the blocks without the headings that say the same. */
function takeTitle(label: string | null, blocks: Block[]): { title: string; rest: Block[] } {
  const first = blocks.findIndex(holdsSomething);
  const heading = first >= 0 ? blocks[first] : undefined;
  if (!heading || rankOf(heading.node) === null) return { title: label ?? "", rest: blocks };
  const text = headingText(heading.node);
  if (label === null) return { title: text, rest: blocks.slice(first + 1) };
  let rest = blocks.slice(first);
  const wanted = squashed(label);
  while (rest[0] && (rankOf(rest[0].node) !== null || !holdsSomething(rest[0]))) {
    const said = squashed(headingText(rest[0].node));
    if (said && !wanted.includes(said) && !said.includes(wanted)) break;
    rest = rest.slice(1);
  }
  return { title: label, rest };
}

/** Cuts a page at the sections that say they are chapters, as those of our export do; null where there are none. */
export function cutAtSections(blocks: Block[]): Segment[] | null {
  const begins = ({ kinds, ids }: Block) =>
    kinds.includes("chapter") && [...ids].some((id) => /^chapter-\d+$/.test(id));
  if (!blocks.some(begins)) return null;
  const segments: Segment[] = [];
  for (const block of blocks) {
    if (segments.length === 0 || begins(block)) segments.push({ label: null, blocks: [] });
    segments.at(-1)?.blocks.push(block);
  }
  return segments;
}

/** Cuts a page without a table of contents at its headings: of the highest rank that comes more than once. */
export function cutAtHeadings(blocks: Block[]): Segment[] {
  const ranks = blocks.map(({ node }) => rankOf(node));
  const counts = new Map<number, number>();
  for (const rank of ranks) if (rank !== null) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  const cutRank = [...counts]
    .filter(([, count]) => count > 1)
    .map(([rank]) => rank)
    .sort((a, b) => a - b)[0];
  const segments: Segment[] = [];
  for (const [index, block] of blocks.entries()) {
    const rank = ranks[index] ?? null;
    if (segments.length === 0 || (rank !== null && cutRank !== undefined && rank <= cutRank)) {
      segments.push({ label: null, blocks: [] });
    }
    segments.at(-1)?.blocks.push(block);
  }
  return segments;
}
