import type { RowsOf } from "./matrix";
import { members } from "./world";

// Against the banned one, who sees nothing in any row.
const against = { handle: "the-banned" };

export const boundary: RowsOf<"boundary"> = {
  state: { input: () => against, expected: members("ok") },
  list: { expected: members("ok") },
  set: {
    block: { input: () => ({ ...against, kind: "block" }), expected: members("ok") },
    mute: { input: () => ({ ...against, kind: "mute" }), expected: members("ok") },
    oneself: {
      input: (_, persona) => ({ handle: `the-${persona}`, kind: "block" }),
      expected: members("invalid"),
    },
    nobody: { input: () => ({ handle: "not-a-member", kind: "block" }), expected: members("not_found") },
  },
  limits: { expected: members("ok") },
  // what everybody has who has set nothing
  setLimits: { input: () => ({ highestRating: "mature", avoidedWarnings: [] }), expected: members("ok") },
  unset: { input: () => ({ ...against, kind: "block" }), expected: members("ok") },
};
