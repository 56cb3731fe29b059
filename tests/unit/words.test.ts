import { expect, test } from "vitest";
import { countWords, readingMinutes } from "@/modules/story/schema";

test.each([
  ["", 0],
  ["   \n\n  ", 0],
  ["One two three.", 3],
  ["She *ran*, and **ran**.", 4],
  ["It’s don't-care", 3],
  ["***\n\n---", 0],
  ["Привет, мир", 2],
  ["猫が好き", 3],
])("%j has %i words", (text, words) => {
  expect(countWords(text)).toBe(words);
});

test.each([1, 7, 500, 1_999])("no word of %i letters is lost or cut where a text is counted in pieces", (length) => {
  expect(countWords(`${"a".repeat(length)} b `.repeat(3))).toBe(6);
});

test("a long text has as many words as its parts", () => {
  expect(countWords("word ".repeat(100_000))).toBe(100_000);
});

test("a novel is counted while one waits", () => {
  expect(countWords("The sea, again, and the sea. ".repeat(70_000))).toBe(420_000);
});

test("reading takes a minute at least, and none where there is nothing", () => {
  expect([0, 1, 230, 460, 100_000].map(readingMinutes)).toEqual([0, 1, 1, 2, 435]);
});
