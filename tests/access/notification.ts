import type { RowsOf } from "./matrix";
import { everyone, members, ownersOnly } from "./world";

/** The owner is told that the follower follows, and the admin of those who follow in the rows of `follow`. */
const whoIsFollowed = members("nothing", { owner: "ok", admin: "ok" });

export const notification: RowsOf<"notification"> = {
  list: {
    // by type: other rows make more notifications than fit on a page
    input: () => ({ type: "follow.new" }),
    shows: ({ items }) => items.length > 0,
    expected: whoIsFollowed,
  },
  unreadCount: { expected: members("ok") },
  // Of others it finds nothing to mark; that it leaves theirs unread is tested beside the rest.
  markRead: { input: () => ({ ids: ["nobodys"] }), expected: members("ok") },
  markAllRead: { input: () => ({ before: "2020-01-01T00:00:00.000Z" }), expected: members("ok") },
  reach: {
    input: async (world) => ({ storyId: (await world.draft()).id, visibility: "public" }),
    shows: ({ members }) => members === 1,
    expected: ownersOnly,
  },
  markSeen: { input: () => ({ ids: ["none"], before: "2020-01-01T00:00:00.000Z" }), expected: members("ok") },
  stopDigests: { input: () => ({ key: "not-a-key" }), expected: everyone("not_found") },
  preferences: { expected: members("ok") },
  setPreferences: {
    input: () => ({ changes: [{ type: "mention", channel: "mail", enabled: false }] }),
    expected: members("ok"),
  },
  onNew: { input: () => ({}), expected: members("ok") },
};
