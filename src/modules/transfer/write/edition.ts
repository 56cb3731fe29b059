import type { Element, ElementContent, Root, RootContent } from "hast";
import { noteLabels } from "@/modules/chapter/schema";
import { parseStory } from "@/modules/story/markdown";
import { type Rating, ratingNames } from "@/modules/story/schema";
import type { Picture } from "../book";

/** All in Markdown but its title. */
export interface EditionChapter {
  title: string;
  body: string;
  notesBefore: string;
  notesAfter: string;
}

/** A story as it is exported: what its readers see, and what it takes to import it again. */
export interface Edition {
  id: string;
  slug: string;
  title: string;
  author: string;
  blurb: string;
  genre: string;
  tags: string[];
  language: string;
  rating: Rating;
  warnings: string[];
  coverSeed: number;
  /** ISO 8601. */
  modified: string;
  chapters: EditionChapter[];
  /** Those that the chapters show, by the address they show them under. */
  pictures: Map<string, Picture>;
}

export const pictureFile = ({ key, type }: Picture): string =>
  `images/${key}.${type.split("/")[1]?.replace("svg+xml", "svg").replace("jpeg", "jpg")}`;

/** A title for lists, where an empty one would leave a hole. */
export const titleAt = ({ title, chapters }: Edition, index: number): string =>
  chapters[index]?.title || (chapters.length === 1 ? title : `Chapter ${index + 1}`);

/** What the metadata of EPUB and HTML say of the story beside what they have words of their own for; read/own-details.ts reads it. */
export const ownDetails = ({ genre, rating, warnings }: Edition): { name: string; value: string }[] => [
  { name: "inkwire:genre", value: genre },
  { name: "inkwire:rating", value: rating },
  ...warnings.map((value) => ({ name: "inkwire:warning", value })),
];

/** What a reader may want to know before the story begins; empty for one that is for everyone, as on its page. */
export function contentNote({ rating, warnings }: Edition): string {
  if (rating === "general" && warnings.length === 0) return "";
  const contains = warnings.length > 0 ? ` · Contains: ${warnings.join(", ")}` : "";
  return `Rating: ${ratingNames[rating]}${contains}`;
}

/**
 * A chapter between its author's notes, as a tree that is valid in EPUB and HTML alike; pictures point to their files, from
 * where it lies.
 * @param id tells its ids from those of other chapters on the same page.
 */
export function chapterTree(
  { body, notesBefore, notesAfter }: EditionChapter,
  pictures: Map<string, Picture>,
  base: string,
  id = "text",
): Root {
  const tree = (text: string, id: string) =>
    parseStory(text, id).children.flatMap((node) => adapt(node, pictures, base));
  const notes = (text: string, place: "before" | "after") =>
    text.trim() ? [aside(place, tree(text, `${id}-${place}`))] : [];
  return {
    type: "root",
    children: [...notes(notesBefore, "before"), ...tree(body, id), ...notes(notesAfter, "after")],
  };
}

/** An author's note as the page of the chapter has it; read/author-notes.ts knows it again. */
function aside(place: "before" | "after", children: RootContent[]): Element {
  const label: Element = {
    type: "element",
    tagName: "p",
    properties: { className: ["label"] },
    children: [{ type: "text", value: noteLabels[place] }],
  };
  return {
    type: "element",
    tagName: "aside",
    properties: { className: ["author-note", place], role: "note", ariaLabel: noteLabels[place] },
    children: [label, ...children.filter((node): node is ElementContent => node.type !== "doctype")],
  };
}

function adapt<Node extends RootContent>(node: Node, pictures: Map<string, Picture>, base: string): (Node | Element)[] {
  if (node.type !== "element") return [node];
  const { tagName, properties } = node;
  const children = node.children.flatMap((child) => adapt(child, pictures, base));
  const made = (changes: Partial<Element>): Element[] => [
    { type: "element", tagName, properties, children, ...changes },
  ];
  if (tagName === "img") {
    const picture = pictures.get(String(properties.src));
    return picture ? made({ properties: { src: base + pictureFile(picture), alt: properties.alt ?? "" } }) : [];
  }
  // A checkbox of a task list; a book has no forms.
  if (tagName === "input")
    return made({
      tagName: "span",
      properties: {},
      children: [{ type: "text", value: properties.checked ? "☑" : "☐" }],
    });
  if (properties.align) return made({ properties: { style: `text-align: ${properties.align}` } });
  if (properties.dataFootnotes !== undefined) {
    const notes = children.filter((child) => !(child.type === "element" && /^h\d$/.test(child.tagName)));
    return made({ properties: { "epub:type": "footnotes", className: ["notes"] }, children: notes });
  }
  if (properties.dataFootnoteRef !== undefined) {
    return made({
      properties: { href: properties.href, id: properties.id, "epub:type": "noteref", role: "doc-noteref" },
    });
  }
  if (properties.dataFootnoteBackref !== undefined) {
    return made({ properties: { href: properties.href, role: "doc-backlink" } });
  }
  return made({});
}
