import fc from "fast-check";
import type { Element, Root } from "hast";
import { expect, test } from "vitest";
import { mentionsIn, parseComment } from "@/modules/comment/markdown";

const textOf = (node: Root | Element): string =>
  node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? textOf(child) : ""))
    .join("");

test.each([
  ["Thank you, @ana and @Ben-2.", ["ana", "ben-2"]],
  ["@ana @ana", ["ana"]],
  ["(@ana)", ["ana"]],
  ["write to ana@example.org, or https://example.org/@ben", []],
  ["`@ana` and\n\n```\n@ben\n```", []],
  ["**@ana** [@ben](https://example.org)", ["ana"]],
  [`@${"x".repeat(31)}`, []],
])("%j calls %j", (markdown, handles) => {
  expect(mentionsIn(markdown)).toEqual(handles);
});

test("headings are bold lines, and no text gets lost", () => {
  const tree = parseComment("# Loud\n\nand @ana @ quiet", "1");
  expect(JSON.stringify(tree)).not.toMatch(/"h[1-6]"/);
  expect(textOf(tree).replaceAll("\n", " ").trim()).toBe("Loud and @ana @ quiet");
});

test("whatever is written, a mention changes no text", () => {
  const words = fc.array(fc.constantFrom("@", "ana", "-", " ", ".", "é", "@ben", "x@y"), { maxLength: 30 });
  fc.assert(
    fc.property(words, (parts) => {
      const text = `a${parts.join("")}z`;
      expect(textOf(parseComment(text, "1"))).toBe(text);
    }),
  );
});
