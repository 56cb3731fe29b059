/**
 * Who looks at a stream, with all that an event's visibility may depend on. It is in memory and up to date, because a
 * fan-out to thousands cannot ask the database for each of them.
 */
export interface Viewer {
  /** Null for a guest. */
  readonly memberId: string | null;
  readonly role: "guest" | "member" | "admin";
  /** Ids of the authors that this member follows. */
  readonly follows: ReadonlySet<string>;
}
