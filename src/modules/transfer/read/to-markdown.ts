import type { Element, ElementContent, RootContent } from "hast";
import type { BlockContent, FootnoteDefinition, FootnoteReference, PhrasingContent } from "mdast";
import rehypeRemark, { type Options } from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { attribute } from "./html";

/** An element of ours that becomes the mark of a footnote. */
export const noteMark = (label: string): Element => ({
  type: "element",
  tagName: "note-mark",
  properties: { label },
  children: [],
});

/** An element of ours that becomes a footnote. */
export const note = (label: string, children: ElementContent[]): Element => ({
  type: "element",
  tagName: "note-text",
  properties: { label },
  children,
});

type Handler = NonNullable<NonNullable<Options["handlers"]>[string]>;
type State = Parameters<Handler>[0];

const asText = (state: State, node: Element) => state.all(node) as PhrasingContent[];

const processor = unified()
  .use(rehypeRemark, {
    handlers: {
      "note-mark": (_: State, node: Element): FootnoteReference => {
        const label = attribute(node, "label");
        return { type: "footnoteReference", identifier: label, label };
      },
      "note-text": (state: State, node: Element): FootnoteDefinition => {
        const label = attribute(node, "label");
        return {
          type: "footnoteDefinition",
          identifier: label,
          label,
          children: state.toFlow(state.all(node)) as BlockContent[],
        };
      },
      // Writers of fiction know neither; their text stays.
      u: asText,
      mark: asText,
      q: (state: State, node: Element) => [
        { type: "text", value: "“" } as const,
        ...asText(state, node),
        { type: "text", value: "”" } as const,
      ],
    },
  })
  .use(remarkGfm, { singleTilde: false })
  .use(remarkStringify, { bullet: "-", emphasis: "*", rule: "*", ruleSpaces: true, listItemIndent: "one" });

/** The Markdown of HTML elements, such as our reader shows it. */
export function toMarkdown(nodes: RootContent[]): string {
  const tree = processor.runSync({ type: "root", children: nodes });
  return processor.stringify(tree as Parameters<typeof processor.stringify>[0]).trim();
}
