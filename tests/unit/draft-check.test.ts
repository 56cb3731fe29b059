import { describe, expect, test } from "vitest";
import {
  checkDraft,
  checkLeftovers,
  checkLength,
  checkRating,
  checkReadability,
  checkRepetition,
  repair,
} from "@/modules/draft/check";
import { finish } from "@/modules/draft/finish";
import { measure } from "@/modules/draft/measure";
import { prose } from "../support/prose";

test("plain prose of the right length passes", () => {
  const checks = checkDraft(prose(300), { words: 300, audience: "general", ease: 80 });
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
});

test.each([
  [240, true],
  [200, false],
  [360, true],
  [420, false],
])("%i words where 300 were asked for: %s", (words, ok) => {
  expect(checkLength("word ".repeat(words), 300).ok).toBe(ok);
});

test("a sentence that stands there twice is found, wherever", () => {
  const text = prose(200);
  const first = text.slice(0, text.indexOf(".") + 1);
  expect(checkRepetition(text).ok).toBe(true);
  expect(checkRepetition(`${text}\n\n${first}`)).toMatchObject({
    ok: false,
    found: "1 sentence stands there more than once",
  });
});

test("what is hard to read is found, unless readers of the like are used to it", () => {
  const hard =
    "Notwithstanding institutional considerations, organisational responsibilities necessitate multidimensional reconciliation. ".repeat(
      3,
    );
  expect(checkReadability(hard, null).ok).toBe(false);
  expect(checkReadability(hard, measure(hard).ease).ok).toBe(true);
});

test.each([
  ["He cleaned the gun.", "general", false],
  ["He cleaned the gun.", "teen", true],
  ["She began, of course.", "general", true],
  ["They stood naked.", "teen", false],
  ["They stood naked.", "mature", true],
  ["A Sussex assassin.", "general", true],
] as const)("%j for %s: %s", (text, audience, ok) => {
  expect(checkRating(text, audience).ok).toBe(ok);
});

test.each([
  ["It ended.", true],
  ["“It ended.”", true],
  ["_It ended._", true],
  ["It ended and", false],
  ["TK describe the door. It ended.", false],
  ["Dear [your name], it ended.", false],
  ["As an AI I cannot. It ended.", false],
])("leftovers in %j: %s", (text, ok) => {
  expect(checkLeftovers(text).ok).toBe(ok);
});

describe("repair", () => {
  test("takes the title and the frame off", () => {
    expect(repair("```markdown\n# *The* Oar\n\nHe rowed.\n```")).toEqual({
      body: "He rowed.",
      title: "The Oar",
      repairs: [],
    });
  });
  test("takes out what stands there twice, placeholders, and a last half sentence", () => {
    const paragraph = "A paragraph that is long enough to be told from a refrain.";
    const { body, repairs } = repair(`${paragraph}\n\n${paragraph}\n\nTODO more.\n\nHe rowed. He row`);
    expect(body).toBe(`${paragraph}\n\nHe rowed.`);
    expect(repairs).toHaveLength(3);
  });
  test.each(["", "   ", "half a", "# Only a title"])("of nearly nothing: %j", (text) => {
    expect(() => repair(text)).not.toThrow();
  });
});

test("titles differ from those that readers find, tags are known ones, the description is one line", () => {
  const { titles, tags, description } = finish({
    idea: "A ferryman and his bell",
    body: `${prose(120)}\n\nNobody rang at night. The bell hung still.`,
    title: "The Bell Boat",
    taken: ["the bell boat"],
    knownTags: ["night", "night", "sea", "tax"],
  });
  expect(titles).not.toContain("The Bell Boat");
  expect(titles.length).toBeGreaterThan(0);
  expect(tags).toEqual(["night"]);
  expect(description.length).toBeLessThanOrEqual(155);
  expect(description).not.toContain("\n");
});
