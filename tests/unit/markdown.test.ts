import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "@/modules/story/ui/markdown";

const render = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

describe("what writers use", () => {
  test("paragraphs, emphasis, scene breaks and quotes", () => {
    expect(render("She *ran*.\n\n---\n\n> **Sir,**")).toBe(
      "<p>She <em>ran</em>.</p>\n<hr/>\n<blockquote>\n<p><strong>Sir,</strong></p>\n</blockquote>",
    );
  });

  test("headings begin below the page's own and skip no level", () => {
    const levels = (markdown: string) => [...render(markdown).matchAll(/<(h[1-6])>/g)].map(([, level]) => level);
    expect(levels("# One\n\n## Two\n\n###### Six\n\n# One")).toEqual(["h2", "h3", "h4", "h2"]);
    expect(levels("### Three\n\n### Three\n\n## Two\n\n### Three")).toEqual(["h2", "h2", "h2", "h3"]);
  });

  test("an indented line is a paragraph, not code", () => {
    expect(render("    Once upon a time")).toBe("<p>Once upon a time</p>");
  });

  test("links go out without our reputation, and stay plain within the site", () => {
    expect(render("[a](https://example.org/)")).toBe(
      '<p><a href="https://example.org/" rel="nofollow ugc noopener">a</a></p>',
    );
    expect(render("[a](/stories/b)")).toBe('<p><a href="/stories/b">a</a></p>');
    expect(render("[a](//example.org)")).toContain("nofollow");
    expect(render("[a](mailto:a@example.org)")).toBe('<p><a href="mailto:a@example.org">a</a></p>');
  });

  test("footnotes, tables and tasks", () => {
    const html = render("A[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n\n[^1]: note");
    expect(html).toContain('href="#text-0-fn-1"');
    expect(html).toContain('id="text-0-fn-1"');
    expect(html).toContain('class="table-scroll"');
    expect(html).toContain("☑ done");
    expect(html).not.toContain("<input");
  });

  test("a picture becomes a link, so that no other host learns who reads", () => {
    const html = render("![a hill](https://example.org/hill.png) [![in a link](https://example.org/x.png)](/y)");
    expect(html).not.toContain("<img");
    expect(html).toContain('<a href="https://example.org/hill.png" rel="nofollow ugc noopener">a hill</a>');
    expect(html).toContain('<a href="/y">in a link</a>');
  });

  test("what looks like HTML is read as it was written", () => {
    expect(textOf(render("He let out a <sigh> & left. <3"))).toBe("He let out a <sigh> & left. <3");
    expect(textOf(render("<div>\nkept\n</div>"))).toBe("<div>\nkept\n</div>");
  });
});

const hostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<a href='javascript:alert(1)' onclick=alert(1)>x</a>",
  "<style>*{display:none}</style><base href=//evil.example><meta http-equiv=refresh content=0>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\nscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](\\u0001javascript:alert(1))",
  "[x](vbscript:x) [y](data:text/html;base64,PHNjcmlwdD4=) [z](file:///etc/passwd)",
  "<javascript:alert(1)>",
  "![x](javascript:alert(1)) ![y](data:image/svg+xml,<svg/onload=alert(1)>)",
  '[x](https://example.org "onmouseover=alert(1)")',
  "[x]: javascript:alert(1)\n\n[x]",
  "```html\n<script>alert(1)</script>\n```",
  "[^<script>]: x\n\n[^<script>]",
];

describe("hostile input", () => {
  test.each(hostile)("%s is harmless", (text) => {
    const html = render(text);
    const tags = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name));
    for (const name of ["script", "svg", "img", "iframe", "style", "base", "meta", "animate", "object"]) {
      expect(tags).not.toContain(name);
    }
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) expect(tag).not.toMatch(/\son\w+=/);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:|mailto:|[/#?])/);
  });
});

const times = (text: string, count: number) => text.repeat(count);

/** Structures on which Markdown parsers are known to take quadratic time or to run out of stack. */
const pathological: [name: string, text: string][] = [
  ["quotes, 10,000 deep", times(">", 10_000)],
  ["spaced quotes, 10,000 deep", `${times("> ", 10_000)}a`],
  ["lists, 10,000 deep in a line", `${times("- ", 10_000)}a`],
  ["numbered lists, 10,000 deep in a line", `${times("1. ", 10_000)}a`],
  ["lists, 500 deep by indentation", Array.from({ length: 500 }, (_, depth) => `${times("  ", depth)}- a`).join("\n")],
  ["50,000 asterisks", times("*", 50_000)],
  ["emphasis, opened 20,000 times", times("*a ", 20_000)],
  ["emphasis, 10,000 deep", times("*a **b ", 5_000) + times("b** a* ", 5_000)],
  ["emphasis, 350 deep", times("*a _b ", 175) + times("b_ a* ", 175)],
  ["mixed delimiters", times("a*_", 20_000)],
  ["50,000 brackets", times("[", 50_000)],
  ["nested links", `${times("[", 20_000)}a${times("](b)", 20_000)}`],
  ["open links", times("[a](<b", 20_000)],
  ["open pictures", times("![", 20_000)],
  ["backticks of all lengths", Array.from({ length: 400 }, (_, count) => `x${times("`", count)}`).join("")],
  ["comments that never end", times("<!--a ", 20_000)],
  ["setext headings", times("a\n=\n", 20_000)],
  ["a table of 5,000 columns", `${times("|a", 5_000)}|\n${times("|-", 5_000)}|`],
  ["a table of 50,000 rows", `|a|b|\n|-|-|\n${times("|a|b|\n", 50_000)}`],
  ["100,000 loose list items", times("- a\n\n", 100_000)],
  ["quotes in a row", times("> > > a\n\n", 20_000)],
  ["100,000 bare links", times("www.a.b ", 100_000)],
  ["e-mail addresses", times("a@b.c", 100_000)],
  ["references", times("&amp;", 100_000)],
  ["definitions", times("[a]: b\n", 50_000)],
  ["footnotes", `${times("[^a]", 20_000)}\n\n[^a]: x`],
  ["one line of 2 MB", times("word ", 400_000)],
  ["500,000 line breaks", times("\n", 500_000)],
  ["1 MB of spaces", `a${times(" ", 1_000_000)}b`],
  ["tabs", `${times("\t", 100_000)}a`],
  ["a fence that never closes", `\`\`\`\n${times("a\n\n", 50_000)}`],
];

describe("input made to take for ever", () => {
  test.each(pathological)("%s", (_, text) => {
    expect(typeof render(text)).toBe("string");
  });

  test("2 MB of prose with emphasis keeps its marks and its words", () => {
    const paragraph = "She walked *slowly* down to the sea, and nobody said anything at all.\n\n";
    const quiet = "It was Tuesday — again — and the tide was out; he did not know what to do about it.\n\n";
    const html = render(times(paragraph + times(quiet, 8), Math.floor(2_000_000 / 800)));
    expect(html.match(/<em>slowly<\/em>/g)?.length).toBe(2_500);
    expect(html.match(/<p>/g)?.length).toBe(2_500 * 9);
  });

  test("a page has a bounded number of elements, and still the whole text", () => {
    const html = render(`${times("- a\n\n", 300_000)}the end`);
    expect(html.match(/<[a-z]/g)?.length).toBeLessThan(10_000);
    expect(html.match(/a\b/g)?.length).toBeGreaterThanOrEqual(300_000);
    expect(html).toContain("the end");
  });

  test("beyond the bounds, every word is still there", () => {
    const text = `${times("> ", 5_000)}the end`;
    expect(textOf(render(`first\n\n${text}\n\nlast`))).toContain("the end");
    expect(render(`first\n\n${text}\n\n*last*`)).toContain("<em>last</em>");
  });
});
