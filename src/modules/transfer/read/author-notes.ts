import type { Element } from "hast";
import type { BookChapter } from "../book";
import { attribute, type Block, isElement, textOf } from "./html";
import { toMarkdown } from "./to-markdown";

const classesOf = (node: Element): string[] => attribute(node, "className").split(" ");

/** What is no part of what the author wrote: the label, and the list that footnotes were taken out of. */
const isAround = (node: Element): boolean =>
  classesOf(node).includes("label") || (node.tagName === "section" && !textOf(node).trim());

/** Whether a block is an author's note as our exports write it. */
export const isAuthorNote = ({ node }: Block): boolean =>
  isElement(node) && node.tagName === "aside" && classesOf(node).includes("author-note");

/** The author's notes among the blocks of a chapter, and the blocks without them. */
export function takeAuthorNotes(blocks: Block[]): {
  notes: Pick<BookChapter, "notesBefore" | "notesAfter">;
  text: Block[];
} {
  const notes: Pick<BookChapter, "notesBefore" | "notesAfter"> = {};
  for (const { node } of blocks.filter(isAuthorNote)) {
    if (!isElement(node)) continue;
    const text = toMarkdown(node.children.filter((child) => !isElement(child) || !isAround(child)));
    const place = classesOf(node).includes("after") ? "notesAfter" : "notesBefore";
    if (text) notes[place] = notes[place] ? `${notes[place]}\n\n${text}` : text;
  }
  return { notes, text: blocks.filter((block) => !isAuthorNote(block)) };
}
