import type { Element, Nodes, Root, RootContent } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";

const parser = unified().use(rehypeParse);

/** Elements that XHTML may close in their start tag and HTML may not, which then swallow what follows. */
const selfClosed =
  /<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)([a-z][\w:-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/>/gi;

/** The tree of an HTML or XHTML page. Nothing in it is trusted; it only lives on as Markdown. */
export const parseHtml = (text: string): Root => parser.parse(text.replaceAll(selfClosed, "<$1$2></$1>"));

export const isElement = (node: Nodes | undefined): node is Element => node?.type === "element";

export function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (!("children" in node)) return "";
  if (isElement(node) && ["script", "style", "template", "rt", "rp"].includes(node.tagName)) return "";
  return node.children.map(textOf).join(isElement(node) && node.tagName === "hgroup" ? " " : "");
}

export const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

export const attribute = (node: Element, name: string): string => {
  const value = node.properties[name];
  return Array.isArray(value) ? value.join(" ") : String(value ?? "");
};

/** What a piece of a book says it is: `epub:type` (EPUB 3), the ARIA role that took its place, and its classes. */
export const kindsOf = (node: Element): string[] =>
  `${attribute(node, "epub:type")} ${attribute(node, "role").replaceAll("doc-", "")}`.split(/\s+/).filter(Boolean);

export function* elementsIn(node: Nodes): Generator<Element> {
  if (isElement(node)) yield node;
  if ("children" in node) for (const child of node.children) yield* elementsIn(child);
}

export const find = (node: Nodes, matches: (element: Element) => boolean): Element | undefined => {
  for (const element of elementsIn(node)) if (matches(element)) return element;
  return undefined;
};

const blockTags = new Set(
  (
    "address article aside blockquote body center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr li main nav ol p pre section table ul"
  ).split(" "),
);
const wrappers = new Set(["html", "body", "section", "div", "article", "main", "center", "form"]);

/** A paragraph, heading, list or other block of a page, without the wrappers around it. */
export interface Block {
  node: RootContent;
  /** Its ids, those inside it, and those of wrappers that begin with it: where links to them lead. */
  ids: Set<string>;
  /** What the wrappers around it say they are, the outermost first. */
  kinds: string[];
}

/** The page as one flat row of blocks, so that it can be cut anywhere a table of contents points to. */
export function blocksOf(root: Root): Block[] {
  const body = find(root, ({ tagName }) => tagName === "body") ?? root;
  const blocks: Block[] = [];
  let pending: string[] = [];
  let loose: Element | undefined;

  const push = (node: RootContent, kinds: string[]) => {
    const ids = new Set(pending);
    pending = [];
    for (const element of elementsIn(node)) if (element.properties.id) ids.add(String(element.properties.id));
    blocks.push({ node, ids, kinds });
  };
  const visit = (parent: Root | Element, kinds: string[]) => {
    for (const child of parent.children) {
      if (isElement(child) && ["script", "style", "template", "nav"].includes(child.tagName)) continue;
      if (isElement(child) && wrappers.has(child.tagName) && child.children.some(isBlock)) {
        loose = undefined;
        if (child.properties.id) pending.push(String(child.properties.id));
        visit(child, [...kinds, ...kindsOf(child)]);
        loose = undefined;
      } else if (isBlock(child)) {
        loose = undefined;
        push(child, isElement(child) ? [...kinds, ...kindsOf(child)] : kinds);
      } else if (isElement(child) && child.tagName === "a" && !textOf(child).trim() && child.properties.id) {
        pending.push(String(child.properties.id));
      } else if (
        child.type !== "doctype" &&
        child.type !== "comment" &&
        (loose || textOf(child).trim() || isElement(child))
      ) {
        // Text between blocks, as old pages have it: a paragraph of its own.
        if (loose) loose.children.push(child);
        else {
          loose = { type: "element", tagName: "p", properties: {}, children: [child] };
          push(loose, kinds);
        }
      }
    }
  };
  visit(body, isElement(body) ? kindsOf(body) : []);
  return blocks;
}

const isBlock = (node: Nodes): boolean => isElement(node) && blockTags.has(node.tagName);

const headingTags = /^h[1-6]$/;

/** The rank of a heading or of a group of them; null for other blocks. */
export function rankOf(node: Nodes): number | null {
  if (!isElement(node)) return null;
  if (headingTags.test(node.tagName)) return Number(node.tagName[1]);
  if (node.tagName !== "hgroup" && node.tagName !== "header") return null;
  const inner = find(node, ({ tagName }) => headingTags.test(tagName));
  return inner ? Number(inner.tagName[1]) : null;
}

/** A heading on one line; the parts of a group are joined as in "I: A Letter". */
export function headingText(node: Nodes): string {
  if (isElement(node) && (node.tagName === "hgroup" || node.tagName === "header")) {
    return node.children
      .map((child) => plain(textOf(child)))
      .filter(Boolean)
      .join(": ");
  }
  const withSpaces = isElement(node)
    ? {
        ...node,
        children: node.children.map((child) =>
          isElement(child) && child.tagName === "br" ? { type: "text" as const, value: " " } : child,
        ),
      }
    : node;
  return plain(textOf(withSpaces));
}
