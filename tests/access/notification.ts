import type { RowsOf } from "./matrix";
import { members } from "./world";

/** The owner is told that the follower follows. */
const ownersAlone = members("nothing", { owner: "ok" });

export const notification: RowsOf<"notification"> = {
  list: {
    shows: ({ items }) => items.some(({ type }: { type: string }) => type === "follow.new"),
    expected: ownersAlone,
  },
  unreadCount: { shows: ({ unread }) => unread > 0, expected: ownersAlone },
  // Of others it finds nothing to mark; that it leaves theirs unread is tested beside the rest.
  markRead: { input: () => ({ ids: ["nobodys"] }), expected: members("ok") },
  markAllRead: { input: () => ({ before: "2020-01-01T00:00:00.000Z" }), expected: members("ok") },
  preferences: { expected: members("ok") },
  setPreferences: {
    input: () => ({ changes: [{ type: "mention", channel: "mail", enabled: false }] }),
    expected: members("ok"),
  },
  onNew: { input: () => ({}), expected: members("ok") },
};
