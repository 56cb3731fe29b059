import type { RowsOf } from "./matrix";
import { everyone, members, ownersOnly } from "./world";

/** The account itself is for people: a service is told so. */
const people = { ...members("ok"), service: "forbidden" as const };
const itsOwner = { ...ownersOnly, service: "forbidden" as const };

export const member: RowsOf<"member"> = {
  me: { shows: (answer) => answer !== null, expected: everyone("ok", { guest: "nothing", banned: "nothing" }) },
  byHandle: { input: () => ({ handle: "the-owner" }), expected: everyone("ok") },
  update: { input: () => ({ bio: "New." }), expected: members("ok") },
  setAvatar: { input: () => new FormData(), expected: members("invalid") },
  requestExport: { expected: members("ok") },
  sessions: { expected: people },
  endSession: { input: async (world) => ({ id: await world.session() }), expected: itsOwner },
  endOtherSessions: { expected: people },
  // A wrong password: whom it would be open to has none to spare.
  delete: {
    input: () => ({ password: "not the password", stories: "delete" as const }),
    expected: { ...members("invalid"), service: "forbidden" as const },
  },
  removeAvatar: { expected: members("ok") },
};
