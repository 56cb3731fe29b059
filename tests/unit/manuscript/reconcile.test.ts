import fc from "fast-check";
import { expect, test } from "vitest";
import { bothBodies, keeps, reconcile } from "@/modules/story/ui/manuscript/reconcile";
import { sameTexts, toSend } from "@/modules/story/ui/manuscript/texts";
import { firstTexts, form } from "./world";

const base = firstTexts;

test("each field goes with the side that changed it", () => {
  const mine = { ...base, title: "Mine", tags: ["sea"] };
  const theirs = { ...base, body: "Theirs", blurb: "Theirs too" };
  const { merged, conflicts } = reconcile(form, base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(merged).toEqual({ ...base, title: "Mine", tags: ["sea"], body: "Theirs", blurb: "Theirs too" });
});

test("the same change on both sides is no conflict", () => {
  const both = { ...base, body: "Both", tags: ["a", "b"] };
  expect(reconcile(form, base, { ...both }, { ...both, tags: ["a", "b"] }).conflicts).toEqual([]);
});

test("different changes of one field are a conflict, whose merge has mine", () => {
  const { merged, conflicts } = reconcile(
    form,
    base,
    { ...base, body: "Mine" },
    { ...base, body: "Theirs", title: "T" },
  );
  expect(conflicts).toEqual(["body"]);
  expect(merged).toMatchObject({ body: "Mine", title: "T" });
});

test("without a base every difference is a conflict", () => {
  expect(reconcile(form, null, { ...base, body: "Mine" }, base).conflicts).toEqual(["body"]);
});

test("keeping both bodies keeps each", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (mine, theirs) => {
      const result = { ...base, body: bothBodies(mine, theirs) };
      expect(keeps(result, { ...base, body: mine }, ["body"])).toBe(true);
      expect(keeps(result, { ...base, body: theirs }, ["body"])).toBe(true);
    }),
  );
});

test("only what differs is sent, as the server will store it", () => {
  expect(toSend(form, base, base)).toEqual({ patch: {}, refusal: null });
  expect(toSend(form, base, { ...base, title: `${base.title} ` })).toEqual({ patch: {}, refusal: null });
  expect(toSend(form, base, { ...base, body: " kept \n", tags: [" Sea "] }).patch).toEqual({
    body: " kept \n",
    tags: ["sea"],
  });
});

test("a field that the server would refuse does not keep the others from being sent", () => {
  const { patch, refusal } = toSend(form, base, { ...base, title: "  ", body: "New" });
  expect(patch).toEqual({ body: "New" });
  expect(refusal).toBe("A story needs a title");
  expect(sameTexts(form, { ...base, ...patch }, { ...base, body: "New" })).toBe(true);
});
