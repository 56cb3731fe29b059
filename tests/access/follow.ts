import type { RowsOf } from "./matrix";
import { everyone, members } from "./world";

// Of the admin, so that in all other rows the follower alone follows the owner.
const admin = { input: () => ({ handle: "the-admin" }) };

export const follow: RowsOf<"follow"> = {
  state: { ...admin, expected: everyone("ok") },
  set: { ...admin, expected: members("ok", { admin: "invalid" }) },
  unset: { ...admin, expected: members("ok", { admin: "invalid" }) },
  mine: {
    shows: ({ authors }, { owner }) => authors.some((author: { id: string }) => author.id === owner.id),
    expected: members("nothing", { follower: "ok" }),
  },
  setTag: { input: () => ({ tag: "matrix" }), expected: members("ok") },
  unsetTag: { input: () => ({ tag: "matrix" }), expected: members("ok") },
};
