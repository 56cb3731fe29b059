import type { RowsOf } from "./matrix";
import { everyone, members } from "./world";

// Of the admin, so that in all other rows the follower alone follows the owner.
const admin = { input: () => ({ handle: "the-admin" }) };

export const follow: RowsOf<"follow"> = {
  state: { ...admin, expected: everyone("ok") },
  set: { ...admin, expected: members("ok", { admin: "invalid" }) },
  unset: { ...admin, expected: members("ok", { admin: "invalid" }) },
};
