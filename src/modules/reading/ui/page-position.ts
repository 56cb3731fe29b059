import { findAnchor, hashOf, writeAnchor } from "../anchor";

/** The line, in pixels from the top of the window, at which one is taken to read. */
const readingLine = 120;
/** A text counts as read when no more than this much of it lies below the window, in pixels. */
const almost = 48;

export interface Position {
  chapterId: string;
  /** Of the paragraph. */
  index: number;
  anchor: string;
  fraction: number;
  /** The end of the chapter has come into sight. */
  finished: boolean;
}

/** The texts of chapters on this page, in order. */
export const textsOnPage = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-chapter]")];

const known = new WeakMap<HTMLElement, { version: string | undefined; hashes: string[] }>();

/** What each paragraph of a text says. */
export function hashesOf(text: HTMLElement): string[] {
  const { version } = text.dataset;
  const entry = known.get(text);
  if (entry && entry.version === version) return entry.hashes;
  const hashes = Array.from(text.children, (block) => hashOf(block.textContent ?? ""));
  known.set(text, { version, hashes });
  return hashes;
}

/** The first paragraph that is not wholly above the line: they lie one below the other. */
function blockAt(text: HTMLElement, line: number): number {
  let low = 0;
  let high = text.children.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((text.children[middle]?.getBoundingClientRect().bottom ?? 0) > line) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low);
}

/** Where the reader is; null on a page without text. */
export function currentPosition(): Position | null {
  const texts = textsOnPage();
  const text = texts.findLast((each) => each.getBoundingClientRect().top <= readingLine) ?? texts[0];
  const chapterId = text?.dataset.chapter;
  if (!text || !chapterId) return null;
  const { top, bottom, height } = text.getBoundingClientRect();
  const finished = bottom <= window.innerHeight + almost;
  const index = blockAt(text, readingLine);
  const above = height > 0 ? Math.min(1, Math.max(0, (readingLine - top) / height)) : 0;
  return { chapterId, index, anchor: writeAnchor(hashesOf(text), index), fraction: finished ? 1 : above, finished };
}

const textOf = (chapterId: string) => textsOnPage().find(({ dataset }) => dataset.chapter === chapterId);

/** The paragraph of an anchor; null where the chapter is not on this page. */
export function indexOfAnchor(chapterId: string, anchor: string): number | null {
  const text = textOf(chapterId);
  return text ? findAnchor(hashesOf(text), anchor) : null;
}

/** Brings the paragraph of an anchor to the reading line, at once. @returns whether it is on this page */
export function goToAnchor(chapterId: string, anchor: string): boolean {
  const text = textOf(chapterId);
  const block = text?.children[findAnchor(hashesOf(text), anchor)];
  if (!block) return false;
  // A little higher than the line, so that the paragraph is the one that counts as read.
  const top = block.getBoundingClientRect().top + window.scrollY - readingLine + 8;
  window.scrollTo({ top, behavior: "instant" });
  return true;
}

export interface Held {
  position: Position;
  /** Where the paragraph stood, in pixels from the top of the window. */
  top: number;
}

/** Remembers what is being read, for `keep` to bring back once the text has changed. */
export function hold(): Held | null {
  const position = currentPosition();
  const block = position && textOf(position.chapterId)?.children[position.index];
  return position && block ? { position, top: block.getBoundingClientRect().top } : null;
}

export function keep({ position: { chapterId, anchor }, top }: Held): void {
  const text = textOf(chapterId);
  const block = text?.children[findAnchor(hashesOf(text), anchor)];
  if (block) window.scrollBy({ top: block.getBoundingClientRect().top - top, behavior: "instant" });
}
