import { setImmediate } from "node:timers/promises";
import type { Element, Nodes } from "hast";
import { type Book, UnreadableFile } from "../book";
import type { Archive } from "./archive";
import { chaptersOf, type Segment } from "./chapters";
import { type EpubPackage, readPackage, resolvePath } from "./epub-package";
import { attribute, type Block, blocksOf, elementsIn, isElement, parseHtml, plain, rankOf, textOf } from "./html";
import { Notes } from "./notes";
import { Pictures } from "./picture";

/** Reads an EPUB 2 or 3. @throws UnreadableFile with the reason, in the writer's words. */
export async function readEpub(
  archive: Archive,
  onProgress?: (done: number, total: number, what: string) => void,
): Promise<Book> {
  const about = await readPackage(archive);
  const pictures = new Pictures();
  const pages = new Map<string, Block[]>();
  for (const [index, { path }] of about.spine.entries()) {
    if (pages.has(path)) continue;
    onProgress?.(index, about.spine.length, `Page ${index + 1} of ${about.spine.length}`);
    await setImmediate(); // the process has others to serve
    const root = parseHtml(await archive.text(path));
    await bringPictures(root, path, archive, pictures);
    pages.set(path, blocksOf(root));
  }
  const notes = new Notes(pages);
  for (const [path, blocks] of pages) pages.set(path, notes.place(path, blocks));
  for (const [path, blocks] of pages) {
    pages.set(path, notes.withoutPlaced(blocks));
    for (const { node } of blocks) dropInnerLinks(node);
  }
  const chapters = chaptersOf(segmentsOf(about, pages), about.title);
  if (!chapters.some(({ included }) => included)) throw new UnreadableFile(archive.file, "there is no text in it.");
  const texts = chapters.flatMap(({ body, notesBefore = "", notesAfter = "" }) => [body, notesBefore, notesAfter]);
  const used = new Set(texts.flatMap((text) => [...text.matchAll(/\]\(picture:(\d+)/g)].map(([, key]) => key)));
  return {
    title: about.title || chapters.find(({ included }) => included)?.title || "Untitled",
    author: about.author,
    language: about.language,
    blurb: about.blurb,
    tags: about.own ? about.subjects : tagsOf(about.subjects),
    ...about.own,
    chapters,
    pictures: pictures.all.filter(({ key }) => used.has(key)),
  };
}

/** Subjects such as "Time travel--Fiction" as our tags: short, in small letters, without what says nothing here. */
function tagsOf(subjects: string[]): string[] {
  const tags = subjects
    .flatMap((subject) => subject.split(/\s*(?:--|[/;,])\s*/).slice(0, 1))
    .map((tag) => tag.toLowerCase());
  return [...new Set(tags)].filter((tag) => tag.length > 1 && tag.length <= 40 && tag !== "fiction").slice(0, 12);
}

/** The book cut where its table of contents points; a page that is not in there goes on with the one before it. */
function segmentsOf({ spine, toc }: EpubPackage, pages: Map<string, Block[]>): Segment[] {
  const segments: Segment[] = [];
  for (const { path } of spine) {
    const blocks = pages.get(path) ?? [];
    const entries = toc.filter((entry) => entry.path === path);
    // A heading that opens a page begins something, whether or not the table of contents knows.
    const opening = blocks.find(({ node }) => plain(textOf(node)));
    const opens = opening !== undefined && rankOf(opening.node) !== null;
    if (entries.length === 0 && (opens || segments.length === 0 || toc.length === 0))
      segments.push({ label: null, blocks: [] });
    const left = [...entries];
    for (const [index, block] of blocks.entries()) {
      const hit = left.findIndex(({ fragment }) => (fragment === null ? index === 0 : block.ids.has(fragment)));
      if (hit >= 0) {
        segments.push({ label: left[hit]?.label ?? null, blocks: [] });
        left.splice(0, hit + 1);
      } else if (index === 0 && entries.length > 0 && (segments.length === 0 || opens)) {
        segments.push({ label: null, blocks: [] });
      }
      segments.at(-1)?.blocks.push(block);
    }
  }
  return segments;
}

/** Points each picture of a page to the picture itself; what cannot be brought along leaves its description. */
async function bringPictures(page: Nodes, path: string, archive: Archive, pictures: Pictures): Promise<void> {
  for (const element of elementsIn(page)) {
    for (const [index, child] of element.children.entries()) {
      if (!isElement(child) || (child.tagName !== "img" && child.tagName !== "svg")) continue;
      const picture =
        child.tagName === "svg" ? [...elementsIn(child)].find(({ tagName }) => tagName === "image") : child;
      const source =
        picture && (attribute(picture, "src") || attribute(picture, "xLinkHref") || attribute(picture, "href"));
      const target = source ? resolvePath(path, source) : null;
      const alt = plain(attribute(child, "alt"));
      const url =
        target && archive.has(target.path) ? await pictures.add(target.path, () => archive.read(target.path)) : null;
      element.children[index] = url ? image(url, alt) : { type: "text", value: alt };
    }
  }
}

const image = (src: string, alt: string): Element => ({
  type: "element",
  tagName: "img",
  properties: { src, alt },
  children: [],
});

/** Links to places inside the book would lead nowhere; those to the world stay. */
function dropInnerLinks(node: Nodes): void {
  for (const element of elementsIn(node)) {
    if (element.tagName !== "a") continue;
    if (!/^(?:https?:|mailto:)/i.test(attribute(element, "href"))) element.tagName = "span";
  }
}
