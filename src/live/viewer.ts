/**
 * Who looks at a stream, with all that an event's visibility may depend on. It is in memory and kept up to date while the
 * stream is open (`Access`), because a fan-out to thousands cannot ask the database for each of them.
 */
export interface Viewer {
  /** Null for a guest. */
  readonly memberId: string | null;
  readonly role: "guest" | "member" | "moderator" | "admin";
  /** Ids of the authors that this member follows. */
  readonly follows: Set<string>;
  /** Tags that this member follows. */
  readonly followedTags: Set<string>;
  /** Ids of the members whom this one has blocked, of those who have blocked this one, and of those it has muted. */
  readonly blocked: Set<string>;
  readonly blockedBy: Set<string>;
  readonly muted: Set<string>;
  /** What may come before them by itself: stories of these ratings, without these warnings (in lower case). */
  readonly limits: { readonly ratings: Set<string>; readonly avoidedWarnings: Set<string> };
  /** What they have hidden: it does not come before them by itself either. */
  readonly unwanted: { readonly tags: Set<string>; readonly stories: Set<string> };
  /** Stories of others that this member writes or reads before they are out, and as what. */
  readonly collaborations: Map<string, "editor" | "reader">;
  /** The session that the rights come from; null for a guest. */
  readonly sessionId: string | null;
  /** When that session ends, in milliseconds since 1970; null for never. */
  sessionExpiresAt: number | null;
}

/** A block lies between the viewer and this member, whoever set it: to each, what the other writes does not exist. */
export const isApart = ({ blocked, blockedBy }: Viewer, memberId: string): boolean =>
  blocked.has(memberId) || blockedBy.has(memberId);

/** What this member does does not come before the viewer by itself; a mute leaves what is asked for by its address. */
export const isUnheard = (viewer: Viewer, memberId: string): boolean =>
  isApart(viewer, memberId) || viewer.muted.has(memberId);

/** Moderators and administrators: what is reported is before them. */
export const isStaff = ({ role }: Pick<Viewer, "role">): boolean => role === "moderator" || role === "admin";
