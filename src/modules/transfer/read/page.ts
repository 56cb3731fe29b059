import type { Element } from "hast";
import type { Book } from "../book";
import { chaptersOf, cutAtHeadings, cutAtSections } from "./chapters";
import {
  attribute,
  type Block,
  blocksOf,
  elementsIn,
  find,
  headingText,
  isElement,
  parseHtml,
  plain,
  rankOf,
  textOf,
} from "./html";
import { nameWithoutEnding } from "./markdown";
import { Notes } from "./notes";
import { ownDetails } from "./own-details";
import { Pictures } from "./picture";

/** A web page as a book. Of its pictures only those come along that are inside it (`data:`). */
export async function readPage(name: string, html: string): Promise<Book> {
  const root = parseHtml(html);
  const pictures = new Pictures();
  for (const element of [...elementsIn(root)]) await bringPictures(element, pictures);
  const main = find(root, ({ tagName }) => tagName === "article" || tagName === "main");
  const found = blocksOf(main ? { type: "root", children: [main] } : root);
  const notes = new Notes(new Map([["", found]]));
  const blocks = notes.withoutPlaced(notes.place("", found));
  const named = plain(textOf(find(root, ({ tagName }) => tagName === "title") ?? { type: "text", value: "" }));
  const { title, rest } = takeTitle(blocks);
  const bookTitle = title ?? named;
  const metas = [...elementsIn(root)].filter(({ tagName }) => tagName === "meta");
  const said = (name: string) =>
    metas
      .filter((element) => attribute(element, "name").toLowerCase() === name)
      .map((element) => attribute(element, "content"));
  const own = ownDetails(said);
  const language = find(root, ({ tagName }) => tagName === "html");
  return {
    title: bookTitle || nameWithoutEnding(name),
    author: plain(said("author")[0] ?? "") || null,
    language: language ? attribute(language, "lang") || null : null,
    blurb: plain(said("description")[0] ?? ""),
    // What other pages name as their keywords is for search engines.
    tags: own ? (said("keywords")[0] ?? "").split(", ").filter(Boolean) : [],
    ...own,
    chapters: chaptersOf(cutAtSections(rest) ?? cutAtHeadings(rest), bookTitle),
    pictures: pictures.all,
  };
}

/** The one heading of the highest rank, where it opens the page, is the title of the whole. */
function takeTitle(blocks: Block[]): { title: string | null; rest: Block[] } {
  const ranks = blocks.map(({ node }) => rankOf(node)).filter((rank) => rank !== null);
  const highest = Math.min(...ranks);
  const [first] = blocks;
  const only = ranks.filter((rank) => rank === highest).length === 1;
  if (!first || !only || rankOf(first.node) !== highest) return { title: null, rest: blocks };
  return { title: headingText(first.node), rest: blocks.slice(1) };
}

async function bringPictures(parent: Element, pictures: Pictures): Promise<void> {
  for (const [index, child] of parent.children.entries()) {
    if (!isElement(child) || child.tagName !== "img") continue;
    const source = attribute(child, "src");
    const data = /^data:image\/[\w.+-]+;base64,([\s\S]*)$/.exec(source)?.[1];
    const url = data ? await pictures.add(source, async () => Buffer.from(data, "base64")) : null;
    const alt = plain(attribute(child, "alt"));
    if (url) child.properties = { src: url, alt };
    else parent.children[index] = { type: "text", value: alt };
  }
}
