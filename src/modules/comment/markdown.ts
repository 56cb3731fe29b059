import type { Element, ElementContent, Root, RootContent, Text } from "hast";
import { parseStory } from "@/modules/story/markdown";

/** The text of a comment as a tree of harmless HTML: like a story's, but without headings and with links to members. */
export function parseComment(markdown: string, id: string): Root {
  const root = parseStory(markdown, `c-${id}`);
  adapt(root);
  return root;
}

/** Handles of the members whom a comment calls by `@handle`, each once; what stands in code calls nobody. */
export function mentionsIn(markdown: string): string[] {
  const handles = new Set<string>();
  const collect = (parent: Root | Element) => {
    for (const child of parent.children) {
      if (child.type !== "element" || isCode(child)) continue;
      const { href } = child.properties;
      if (typeof href === "string" && href.startsWith(memberPath)) handles.add(href.slice(memberPath.length));
      collect(child);
    }
  };
  collect(parseComment(markdown, ""));
  return [...handles];
}

const memberPath = "/members/";

const isCode = ({ tagName }: Element) => tagName === "code" || tagName === "pre";
const isHeading = ({ tagName }: Element) => /^h[1-6]$/.test(tagName);

function adapt(parent: Root | Element): void {
  const children: (RootContent | ElementContent)[] = [];
  for (const child of parent.children) {
    if (child.type === "text") {
      children.push(...withMentions(child));
      continue;
    }
    children.push(child);
    if (child.type !== "element" || isCode(child)) continue;
    if (isHeading(child)) {
      child.children = [{ type: "element", tagName: "strong", properties: {}, children: child.children }];
      child.tagName = "p";
    }
    if (child.tagName !== "a") adapt(child);
  }
  parent.children = children as ElementContent[];
}

/** Not within a word or an address: "ana@example.org" calls nobody. */
const mention = /(?<![\p{L}\p{N}@/._-])@([a-z0-9]+(?:[-_][a-z0-9]+)*)/giu;
const longestHandle = 30;

function withMentions({ value }: Text): ElementContent[] {
  const parts: ElementContent[] = [];
  let end = 0;
  for (const { 0: text, 1: name = "", index } of value.matchAll(mention)) {
    if (name.length > longestHandle) continue;
    if (index > end) parts.push({ type: "text", value: value.slice(end, index) });
    const href = memberPath + name.toLowerCase();
    parts.push({ type: "element", tagName: "a", properties: { href }, children: [{ type: "text", value: text }] });
    end = index + text.length;
  }
  if (end < value.length || parts.length === 0) parts.push({ type: "text", value: value.slice(end) });
  return parts;
}
