import { expect, test } from "vitest";
import { currentSeal, seal, startSealing, unseal } from "@/platform/seal";

const first = "a secret of more than thirty-two characters";
const second = "another secret, of thirty-two characters too";
const text = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("what is sealed opens for its purpose alone, and never looks the same twice", () => {
  startSealing(first);
  const sealed = seal(text, "webhook");
  expect(sealed.startsWith(currentSeal())).toBe(true);
  expect(sealed).not.toContain(text.slice(6, 20));
  expect(seal(text, "webhook")).not.toBe(sealed);
  expect(unseal(sealed, "webhook")).toBe(text);
  expect(unseal(sealed, "something else")).toBeNull();
});

test("what was changed does not open, wherever it was changed", () => {
  startSealing(first);
  const sealed = seal(text, "webhook");
  const from = currentSeal().length;
  for (let at = from; at < sealed.length - 1; at++) {
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(unseal(changed, "webhook"), String(at)).toBeNull();
  }
  expect(unseal(sealed.slice(0, from + 10), "webhook")).toBeNull();
  expect(unseal(currentSeal(), "webhook")).toBeNull();
});

test("a new key opens nothing of the old one, unless that is still named", () => {
  startSealing(first);
  const sealed = seal(text, "webhook");
  startSealing(second);
  expect(unseal(sealed, "webhook")).toBeNull();
  startSealing(second, first);
  expect(unseal(sealed, "webhook")).toBe(text);
  expect(sealed.startsWith(currentSeal())).toBe(false);
});

test("what was never sealed is read as it is", () => {
  startSealing(first);
  expect(unseal(text, "webhook")).toBe(text);
});
