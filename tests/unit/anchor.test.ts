import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anchorForm, findAnchor, hashOf, writeAnchor } from "@/modules/reading/anchor";

const hashes = (paragraphs: readonly string[]) => paragraphs.map(hashOf);

/** What stands at the place of `paragraphs[index]` after the text has become `edited`. */
const found = (paragraphs: readonly string[], index: number, edited: readonly string[]) =>
  findAnchor(hashes(edited), writeAnchor(hashes(paragraphs), index));

/** With repetitions, as dialogue and scene breaks have them. */
const paragraph = fc.oneof(fc.constantFrom("“Yes.”", "“No.”", "He laughed.", ""), fc.string({ maxLength: 12 }));
const paragraphs = fc.array(paragraph, { maxLength: 30 });

describe("edits elsewhere keep the place", () => {
  test("any edit before it", () => {
    fc.assert(
      fc.property(paragraphs, paragraphs, paragraphs, paragraph, (before, edited, after, here) => {
        const text = [...before, "just before", here, ...after];
        const index = before.length + 1;
        const changed = [...edited, "just before", here, ...after];
        const at = found(text, index, changed);
        expect(changed[at]).toBe(here);
        expect(changed.length - at).toBe(text.length - index);
      }),
    );
  });

  test("any edit after it", () => {
    fc.assert(
      fc.property(paragraphs, paragraphs, paragraphs, paragraph, (before, after, edited, here) => {
        const text = [...before, here, "just after", ...after];
        expect(found(text, before.length, [...before, here, "just after", ...edited])).toBe(before.length);
      }),
    );
  });

  test("any edits around a paragraph that stands once", () => {
    fc.assert(
      fc.property(paragraphs, paragraphs, paragraphs, paragraphs, (before, after, before2, after2) => {
        const here = "This paragraph stands in the text just once.";
        expect(found([...before, here, ...after], before.length, [...before2, here, ...after2])).toBe(before2.length);
      }),
    );
  });
});

test("a paragraph that was itself rewritten is found between its neighbours", () => {
  const text = ["a", "b", "c", "d", "e"];
  expect(found(text, 2, ["new", "newer", "a", "b", "C, rewritten", "d", "e"])).toBe(4);
  expect(found(text, 2, ["a", "b", "C", "and more of it", "d", "e"])).toBeGreaterThanOrEqual(1);
});

test("spaces and line breaks are not what a paragraph says", () => {
  expect(hashOf(" One  two\nthree ")).toBe(hashOf("One two three"));
});

test("of a text that is another altogether, about the same part is shown", () => {
  const at = found(
    Array.from({ length: 100 }, (_, n) => `old ${n}`),
    50,
    Array.from({ length: 40 }, (_, n) => `new ${n}`),
  );
  expect(at).toBeGreaterThan(15);
  expect(at).toBeLessThan(25);
});

test("whatever is taken for an anchor gives a paragraph of the text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(anchorForm)), paragraphs, (anchor, text) => {
      const at = findAnchor(hashes(text), anchor);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThan(Math.max(1, text.length));
    }),
  );
  fc.assert(
    fc.property(fc.array(paragraph, { minLength: 1, maxLength: 50 }), fc.nat(), (text, n) => {
      expect(writeAnchor(hashes(text), n % text.length)).toMatch(anchorForm);
    }),
  );
});
