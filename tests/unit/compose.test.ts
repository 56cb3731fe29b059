import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDraft } from "@/modules/draft/check";
import { compose } from "@/modules/draft/compose/compose";
import { castOf, nounsOf } from "@/modules/draft/compose/nouns";
import { audiences, type Brief, lengths, tones, wordsOf } from "@/modules/draft/schema";
import { genres } from "@/modules/story/schema";

const brief: Brief = {
  idea: "A lighthouse keeper finds letters addressed to the sea, and answers them.",
  genre: "literary",
  tone: "quiet",
  length: "short",
  audience: "general",
};

const textOf = (seed: string, of: Brief, vocabulary: string[] = []) =>
  compose(seed, of, vocabulary).paragraphs.join("\n\n");

test("the same seed gives the same story, another seed another", () => {
  expect(textOf("one", brief)).toBe(textOf("one", brief));
  expect(textOf("one", brief)).not.toBe(textOf("two", brief));
});

test("it is about what the idea is about", () => {
  const text = textOf("any", brief);
  expect(text).toMatch(/lighthouse keeper/);
  expect(text).toMatch(/the letters/);
  expect(text).toMatch(/the sea/);
});

test("every story passes what drafts are checked for, whatever is asked for", () => {
  const word = fc.constantFrom("lamp", "orchard", "ice", "hour", "sisters", "moss", "Ærø", "glass");
  const idea = fc.oneof(
    fc.constantFrom(
      brief.idea,
      "Two sisters inherit a bakery and a debt nobody will explain.",
      "猫が好きな人の話、十二文字以上。",
    ),
    fc
      .array(fc.oneof(word, fc.constantFrom("the", "a", "her", "of", "and")), { minLength: 1, maxLength: 40 })
      .map((words) => words.join(" ")),
    fc.string({ minLength: 12, maxLength: 600, unit: "grapheme" }),
  );
  const any = fc.record({
    idea,
    genre: fc.constantFrom(...genres),
    tone: fc.constantFrom(...tones),
    length: fc.constantFrom(...lengths),
    audience: fc.constantFrom(...audiences),
  });
  fc.assert(
    fc.property(fc.uuid(), any, fc.uniqueArray(word), (seed, of, vocabulary) => {
      const text = textOf(seed, of, vocabulary);
      const wrong = checkDraft(text, { words: wordsOf[of.length], audience: of.audience, ease: null }).filter(
        ({ ok }) => !ok,
      );
      expect(wrong).toEqual([]);
      expect(text).not.toMatch(/[{}[\]|]|undefined|\b(\w+) \1\b(?<!\bthat that|\bhad had)/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  [
    "A lighthouse keeper finds letters addressed to the sea",
    { roles: ["lighthouse keeper"], places: ["sea"], things: [] },
  ],
  ["My grandmother's clock runs backwards when someone lies", { roles: [], places: [], things: ["clock"] }],
  ["Two sisters inherit a bakery and a debt nobody will explain", { roles: [], places: ["bakery"], things: ["debt"] }],
  ["A detective must find the missing violin", { roles: ["detective"], places: [], things: ["missing violin"] }],
  ["", { roles: [], places: [], things: [] }],
])("who, where and what: %j", (idea, cast) => {
  expect(castOf(idea)).toEqual(cast);
});

test("nouns are found by their company, and only what is said twice", () => {
  const texts = [
    "She had a kettle. The kettle was old, and the lantern hung on it.",
    "He took the lantern, slowly. The lantern was cold. A running, a kindness, a running, a nail.",
  ];
  expect(nounsOf(texts)).toEqual(["kettle", "lantern"]);
});
