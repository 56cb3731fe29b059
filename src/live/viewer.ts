/**
 * Who looks at a stream, with all that an event's visibility may depend on. It is in memory and kept up to date while the
 * stream is open (`Access`), because a fan-out to thousands cannot ask the database for each of them.
 */
export interface Viewer {
  /** Null for a guest. */
  readonly memberId: string | null;
  readonly role: "guest" | "member" | "admin";
  /** Ids of the authors that this member follows. */
  readonly follows: Set<string>;
  /** The session that the rights come from; null for a guest. */
  readonly sessionId: string | null;
  /** When that session ends, in milliseconds since 1970. */
  readonly sessionExpiresAt: number | null;
}
