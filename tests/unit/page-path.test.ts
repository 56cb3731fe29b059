import { expect, test } from "vitest";
import { safeNext } from "@/modules/member/ui/next-path";
import { hasKey, ownPath, withoutKey } from "@/platform/page-path";

test("only what stays on this site is a path of ours", () => {
  for (const path of ["/", "/stories/a?x=1#c", "/a//b"]) expect(ownPath(path)).toBe(path);
  for (const path of [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "https://a.b",
    "javascript:alert(1)",
    "",
    null,
  ]) {
    expect(ownPath(path)).toBeNull();
  }
});

test("keys of links stay out of what others read", () => {
  expect(withoutKey("/new-password/secret")).toBe("/new-password/…");
  expect(withoutKey("/notices/secret")).toBe("/notices/…");
  expect(withoutKey("/stories/a-story")).toBe("/stories/a-story");
  // Without its key it leads nowhere.
  expect(["/notices/secret", withoutKey("/notices/secret"), "/stories/a-story"].map(hasKey)).toEqual([
    true,
    true,
    false,
  ]);
});

test("one returns to a page of ours after signing in, but not to the form", () => {
  expect(safeNext("/stories/a?x=1")).toBe("/stories/a?x=1");
  expect(safeNext("/sign-ins")).toBe("/sign-ins");
  for (const path of ["/sign-in", "/sign-in?next=%2Fjobs", "/sign-up/key", "/sign-up#x", "//evil.example", undefined]) {
    expect(safeNext(path)).toBe("/community");
  }
});
