import type { Element, ElementContent, RootContent } from "hast";
import { isAuthorNote } from "./author-notes";
import { resolvePath } from "./epub-package";
import { attribute, type Block, elementsIn, find, isElement, kindsOf, plain, textOf } from "./html";
import { note, noteMark } from "./to-markdown";

const noteKinds = new Set(["footnote", "endnote", "rearnote", "note"]);

/** A link that is a note's mark by what it says it is, or by its looks: a number, star or dagger set high. */
function isMark(link: Element, raised: boolean): boolean {
  const kinds = kindsOf(link);
  if (kinds.includes("noteref")) return true;
  if (kinds.includes("backlink")) return false;
  const text = plain(textOf(link));
  return (
    /^[[(]?(?:\d{1,4}|[*†‡§]+|[a-z])[\])]?$/i.test(text) && (raised || !!find(link, ({ tagName }) => tagName === "sup"))
  );
}

/** The notes of a book, wherever it keeps them, set beside the paragraphs that refer to them. */
export class Notes {
  readonly #targets = new Map<string, { element: RootContent }>();
  readonly #used = new Set<RootContent>();
  #count = 0;

  constructor(pages: Map<string, Block[]>) {
    for (const [path, blocks] of pages) {
      for (const block of blocks) {
        for (const id of block.ids) {
          const inside = find(block.node, (element) => element.properties.id === id);
          const element = inside && ["li", "aside", "dd"].includes(inside.tagName) ? inside : holderOf(block.node, id);
          this.#targets.set(`${path}#${id}`, { element });
        }
      }
    }
  }

  /** The blocks with their marks turned into footnotes, each followed by the notes that it refers to first; an author's note holds its own. */
  place(path: string, blocks: Block[]): Block[] {
    return blocks.flatMap((block) => {
      const notes: Element[] = [];
      this.#replaceMarks(path, block.node, false, notes);
      if (isAuthorNote(block) && isElement(block.node)) {
        const node = { ...block.node, children: [...block.node.children, ...notes] };
        return [{ ...block, node }];
      }
      return [block, ...notes.map((node) => ({ node, ids: new Set<string>(), kinds: [] }))];
    });
  }

  /** Without what was set beside its marks already. */
  withoutPlaced(blocks: Block[]): Block[] {
    return blocks.flatMap((block) => {
      if (this.#used.has(block.node)) return [];
      if (!isElement(block.node) || ![...elementsIn(block.node)].some((element) => this.#used.has(element)))
        return [block];
      const node = this.#pruned(block.node);
      return plain(textOf(node)) ? [{ ...block, node }] : [];
    });
  }

  #pruned(node: Element): Element {
    const children = node.children.filter((child) => !(isElement(child) && this.#used.has(child)));
    return { ...node, children: children.map((child) => (isElement(child) ? this.#pruned(child) : child)) };
  }

  #replaceMarks(path: string, node: RootContent, raised: boolean, notes: Element[]): void {
    if (!isElement(node)) return;
    for (const [index, child] of node.children.entries()) {
      if (!isElement(child)) continue;
      if (child.tagName === "a" && isMark(child, raised)) {
        const target = resolvePath(path, attribute(child, "href"));
        const found = target?.fragment ? this.#targets.get(`${target.path}#${target.fragment}`) : undefined;
        if (!found || found.element === node) continue;
        const label = String(++this.#count);
        this.#used.add(found.element);
        notes.push(
          note(label, withoutBacklinks(found.element, `${path}#${attribute(child, "id")}`, target?.path ?? path)),
        );
        node.children[index] = noteMark(label);
        // <sup> around the mark would set it high twice
        if (node.tagName === "sup") node.tagName = "span";
      } else this.#replaceMarks(path, child, raised || child.tagName === "sup", notes);
    }
  }
}

/** The smallest piece with this id that is a note of its own. */
function holderOf(block: RootContent, id: string): RootContent {
  let holder: RootContent = block;
  const visit = (node: RootContent): boolean => {
    if (!isElement(node)) return false;
    const here = node.properties.id === id || node.children.some((child) => visit(child));
    const isNote =
      node.tagName === "li" || node.tagName === "aside" || kindsOf(node).some((kind) => noteKinds.has(kind));
    if (here && isNote && holder === block) holder = node;
    return here;
  };
  visit(block);
  return holder;
}

/** A note's text without the links that lead back to its mark, and without the number that it begins with. */
function withoutBacklinks(holder: RootContent, mark: string, path: string): ElementContent[] {
  if (!isElement(holder)) return holder.type === "text" ? [holder] : [];
  const cleaned = (node: Element): Element => ({
    ...node,
    children: node.children.flatMap((child): ElementContent[] => {
      if (!isElement(child)) return [child];
      if (child.tagName === "a") {
        const target = resolvePath(path, attribute(child, "href"));
        const back = kindsOf(child).includes("backlink") || `${target?.path}#${target?.fragment}` === mark;
        if (back || /^[[(]?[\d↩*†‡]+[\])]?\.?$/.test(plain(textOf(child)))) return [];
      }
      return [cleaned(child)];
    }),
  });
  const { tagName, children, ...rest } = cleaned(holder);
  return tagName === "li" || tagName === "aside" || tagName === "div" || tagName === "section"
    ? children
    : [{ tagName, children, ...rest }];
}
