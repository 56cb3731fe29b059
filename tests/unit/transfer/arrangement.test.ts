import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { ImportedBook } from "@/modules/transfer/schema";
import { type ArrangedBook, arrange, type Change, change, kept, paragraphsOf } from "@/modules/transfer/ui/arrangement";
import { dropArrangement, keepArrangement, readArrangement } from "@/modules/transfer/ui/kept-arrangement";
import { MemoryStorage } from "../../support/storage";

const book = (...bodies: string[]): ImportedBook => ({
  title: "Tides",
  author: null,
  language: null,
  blurb: "",
  tags: [],
  genre: null,
  rating: null,
  warnings: [],
  chapters: bodies.map((body, index) => ({
    title: `Chapter ${index + 1}`,
    body,
    notesBefore: "",
    notesAfter: "",
    words: 1,
    included: true,
  })),
});

const read = [book("One.\n\nTwo.\n\nThree.", "Four.\n\nFive.", "Six.")];
const textOf = (books: ArrangedBook[]) =>
  books[0]?.chapters.map(({ title, pieces }) => [
    title,
    ...paragraphsOf(read[0] as ImportedBook, pieces).map(({ text, heading }) =>
      heading ? `${heading}: ${text}` : text,
    ),
  ]);
const after = (...changes: Change[]) => changes.reduce((books, changed) => change(books, changed, read), arrange(read));

test("a chapter is split before a paragraph, and merged with the next", () => {
  const split = after({ type: "split", book: 0, key: "0", at: 2 });
  expect(textOf(split)).toEqual([
    ["Chapter 1", "One.", "Two."],
    ["", "Three."],
    ["Chapter 2", "Four.", "Five."],
    ["Chapter 3", "Six."],
  ]);
  const merged = change(split, { type: "merge", book: 0, key: split[0]?.chapters[1]?.key ?? "" }, read);
  expect(textOf(merged)?.[1]).toEqual(["", "Three.", "Chapter 2: Four.", "Five."]);
});

test("a merged chapter keeps its title as a heading, and can be split again, also inside what it was merged from", () => {
  const merged = after({ type: "merge", book: 0, key: "0" });
  expect(kept("id", merged).books[0]?.chapters[0]?.pieces).toEqual([
    { chapter: 0 },
    { chapter: 1, heading: "Chapter 2" },
  ]);
  const inside = change(merged, { type: "split", book: 0, key: "0", at: 4 }, read);
  expect(textOf(inside)?.slice(0, 2)).toEqual([
    ["Chapter 1", "One.", "Two.", "Three.", "Chapter 2: Four."],
    ["", "Five."],
  ]);
  expect(textOf(change(merged, { type: "split", book: 0, key: "0", at: 3 }, read))).toEqual(textOf(arrange(read)));
});

test("what is merged is kept if one of both was", () => {
  const books = after({ type: "include", book: 0, key: "0", included: false }, { type: "merge", book: 0, key: "0" });
  expect(kept("id", books).books[0]?.chapters).toHaveLength(2);
});

test("what is dropped is not kept, nor is a story of which nothing is left", () => {
  expect(kept("id", after({ type: "include", book: 0, key: "1", included: false })).books[0]?.chapters).toHaveLength(2);
  expect(kept("id", after({ type: "include-book", book: 0, included: false })).books).toEqual([]);
});

test("whatever is split and merged, every paragraph stays, once and in order", () => {
  const changes = fc.array(fc.record({ split: fc.boolean(), chapter: fc.nat(5), at: fc.nat(5) }), { maxLength: 20 });
  fc.assert(
    fc.property(changes, (all) => {
      let books = arrange(read);
      for (const { split, chapter, at } of all) {
        const key = books[0]?.chapters[chapter]?.key ?? "none";
        books = change(books, split ? { type: "split", book: 0, key, at } : { type: "merge", book: 0, key }, read);
      }
      const keys = books[0]?.chapters.map(({ key }) => key) ?? [];
      expect(new Set(keys).size).toBe(keys.length);
      const pieces = books[0]?.chapters.flatMap((chapter) => chapter.pieces) ?? [];
      expect(paragraphsOf(read[0] as ImportedBook, pieces).map(({ text }) => text)).toEqual([
        "One.",
        "Two.",
        "Three.",
        "Four.",
        "Five.",
        "Six.",
      ]);
    }),
  );
});

test("an arrangement is found again as it was, by its member alone, until it is dropped", () => {
  vi.stubGlobal("localStorage", new MemoryStorage());
  const arranged = after(
    { type: "title", book: 0, title: "The tides" },
    { type: "merge", book: 0, key: "0" },
    { type: "split", book: 0, key: "0", at: 1 },
    { type: "include", book: 0, key: "2", included: false },
  );
  keepArrangement("ana", "import", arranged);
  expect(readArrangement("ana", "import")).toEqual(arranged);
  expect(readArrangement("ben", "import")).toBeNull();
  expect(readArrangement("ana", "other")).toBeNull();
  dropArrangement("ana", "import");
  expect(readArrangement("ana", "import")).toBeNull();
});
