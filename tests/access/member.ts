import type { RowsOf } from "./matrix";
import { everyone, members } from "./world";

export const member: RowsOf<"member"> = {
  me: { shows: (answer) => answer !== null, expected: everyone("ok", { guest: "nothing", banned: "nothing" }) },
  byHandle: { input: () => ({ handle: "the-owner" }), expected: everyone("ok") },
  update: { input: () => ({ bio: "New." }), expected: members("ok") },
  setAvatar: { input: () => new FormData(), expected: members("invalid") },
  requestExport: { expected: members("ok") },
  removeAvatar: { expected: members("ok") },
};
