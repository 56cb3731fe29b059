import type { Element, ElementContent, Root, RootContent } from "hast";
import rehypeSanitize, { defaultSchema, type Options as Schema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { sliceMarkdown } from "./markdown-slices";

/**
 * The text of a story as a tree of harmless HTML.
 *
 * Written HTML is no HTML here but text, so a writer's "<sigh>" is read as it was meant and a script is a curiosity. Four
 * spaces are an indented paragraph, not code. Pictures that
 * lie elsewhere become links to them: showing them would tell their host who reads.
 * Headings begin below the page's own and skip no level, whatever marks the writer likes.
 * @param idPrefix tells the ids of footnotes from those of other texts on the page.
 */
export function parseStory(markdown: string, idPrefix = "text"): Root {
  const outline = new Outline();
  const children = sliceMarkdown(markdown).flatMap(({ text, kind }, index) => {
    if (kind === "markdown") return harmless(text, `${idPrefix}-${index}-`, outline);
    return element(
      "p",
      [{ type: "text", value: text }],
      kind === "verbatim" ? { className: ["whitespace-pre-wrap"] } : {},
    );
  });
  return { type: "root", children };
}

const element = (tagName: string, children: ElementContent[], properties: Element["properties"] = {}): Element => ({
  type: "element",
  tagName,
  properties,
  children,
});

const schema: Schema = {
  ...defaultSchema,
  tagNames: [
    ...["p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "em", "strong", "del"],
    ...["a", "ul", "ol", "li", "input", "table", "thead", "tbody", "tr", "th", "td", "section", "sup", "img"],
  ],
  protocols: { href: ["http", "https", "mailto"], src: ["http", "https"] },
  // All ids come from our own footnotes, prefixed below.
  clobber: [],
};

const parser = unified()
  .data("micromarkExtensions", [{ disable: { null: ["htmlFlow", "htmlText", "codeIndented"] } }])
  .use(remarkParse)
  .use(remarkGfm);
const sanitizer = unified().use(rehypeSanitize, schema);

function harmless(text: string, clobberPrefix: string, outline: Outline): RootContent[] {
  const tree = parser.parse(text);
  const html = unified().use(remarkRehype, { clobberPrefix }).runSync(tree);
  const safe = sanitizer.runSync(html);
  adapt(safe, false, outline);
  return safe.children;
}

/** The headings that the one at hand lies under, by the ranks that the writer gave them. */
class Outline {
  readonly #open: number[] = [];

  /** The element for the next heading: one level below the nearest with a smaller rank, h2 where there is none. */
  enter(rank: number): string {
    while ((this.#open.at(-1) ?? 0) >= rank) this.#open.pop();
    this.#open.push(rank);
    return `h${Math.min(this.#open.length + 1, 6)}`;
  }
}

function adapt(parent: Root | Element, inLink: boolean, outline: Outline): void {
  for (const [index, child] of parent.children.entries()) {
    if (child.type !== "element") continue;
    const rank = /^h([1-6])$/.exec(child.tagName)?.[1];
    if (rank) child.tagName = outline.enter(Number(rank));
    if (child.tagName === "img") {
      if (isOwnPicture(child)) child.properties.loading = "lazy";
      else parent.children[index] = linkTo(child, inLink);
    }
    if (child.tagName === "a" && isForeign(child)) child.properties.rel = ["nofollow", "ugc", "noopener"];
    adapt(child, inLink || child.tagName === "a", outline);
  }
}

/** A picture that was imported with the story, served by ourselves. */
const isOwnPicture = ({ properties: { src } }: Element): boolean =>
  typeof src === "string" && /^\/pictures\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(src);

function linkTo({ properties: { src, alt } }: Element, inLink: boolean): ElementContent {
  const text: ElementContent = { type: "text", value: String(alt || src || "") };
  if (inLink || !src) return text;
  const link = element("a", [text], { href: src });
  if (isForeign(link)) link.properties.rel = ["nofollow", "ugc", "noopener"];
  return link;
}

/** Browsers read a backslash as a slash, and two of them as the start of a host. */
const isForeign = ({ properties: { href } }: Element): boolean =>
  typeof href === "string" && !/^(?:[?#]|\/(?![/\\])|mailto:)/i.test(href);
