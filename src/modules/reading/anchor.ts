/**
 * The place of a paragraph, in a form that survives edits: what the paragraph and its neighbours say (as hashes), and how
 * far it is from either end. Edits elsewhere in the text move it or leave it, and it is found again; when it was itself
 * rewritten, its neighbours say where it stood.
 *
 * Written as `index.count.hash.before.after`, numbers and hashes in base 36, so that it is short and says nothing of the text.
 */
interface Anchor {
  index: number;
  /** How many paragraphs there were. */
  count: number;
  hash: string;
  before: string;
  after: string;
}

/** What an anchor looks like; empty for the start of the text. */
export const anchorForm = /^(?:[0-9a-z]{1,7}(?:\.[0-9a-z]{1,7}){4})?$/;

/** FNV-1a over the words: white space and typographic form do not make another paragraph. */
export function hashOf(text: string): string {
  let hash = 2_166_136_261;
  for (const char of text.normalize("NFC").trim().replace(/\s+/g, " ")) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619);
  }
  return (hash >>> 0).toString(36);
}

/** Stands where there is no paragraph: before the first and after the last. */
const edge = "0";

const around = (hashes: readonly string[], index: number) => ({
  hash: hashes[index] ?? edge,
  before: hashes[index - 1] ?? edge,
  after: hashes[index + 1] ?? edge,
});

/** @param hashes of all paragraphs of the text, in order */
export function writeAnchor(hashes: readonly string[], index: number): string {
  const { hash, before, after } = around(hashes, index);
  return [index.toString(36), hashes.length.toString(36), hash, before, after].join(".");
}

function readAnchor(text: string): Anchor | null {
  if (text === "" || !anchorForm.test(text)) return null;
  const [index = "", count = "", hash = "", before = "", after = ""] = text.split(".");
  return { index: Number.parseInt(index, 36), count: Number.parseInt(count, 36), hash, before, after };
}

/** The index of the paragraph that `text` was written for, or of the one nearest to where it stood. */
export function findAnchor(hashes: readonly string[], text: string): number {
  const anchor = readAnchor(text);
  if (!anchor || hashes.length === 0) return 0;
  const { index, count } = anchor;
  const fromEnd = hashes.length - (count - index);
  let best = { at: -1, score: 0 };
  for (let at = 0; at < hashes.length; at++) {
    const found = around(hashes, at);
    // The paragraph outweighs both neighbours, and a neighbour any distance.
    const likeness =
      (found.hash === anchor.hash ? 4 : 0) +
      (found.before === anchor.before ? 1 : 0) +
      (found.after === anchor.after ? 1 : 0);
    if (likeness === 0) continue;
    const distance = Math.min(Math.abs(at - index), Math.abs(at - fromEnd));
    const score = likeness + 1 / (2 + distance);
    if (score > best.score) best = { at, score };
  }
  if (best.at !== -1) return best.at;
  return Math.min(hashes.length - 1, Math.round((index / Math.max(1, count)) * hashes.length));
}
