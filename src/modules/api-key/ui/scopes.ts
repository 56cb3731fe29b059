import type { Scope } from "../schema";

/** What each scope allows, in words for the form. */
export const scopeWords: Record<Scope, { name: string; allows: string }> = {
  read: { name: "Read", allows: "See what you see and follow its streams" },
  write: { name: "Write", allows: "Write and change drafts, comments and the like" },
  publish: { name: "Publish", allows: "Make stories visible, or take them back" },
  admin: { name: "Administer", allows: "What your role as a moderator or administrator allows" },
};
