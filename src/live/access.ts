import type { Logger } from "pino";
import { z } from "zod";
import { durable } from "./catalogue";
import { followTopic } from "./follow-topic";
import type { Frame } from "./frame";
import type { Hub } from "./hub";
import type { Viewer } from "./viewer";

/**
 * What changes the rights of those who are watching. Every process follows it, no reader does. Rows about sessions, bans
 * and roles are written by triggers of the database, so that no way of ending a session can forget them.
 */
export const accessChanged = durable({
  name: "access.changed",
  topic: () => "access",
  payload: z.discriminatedUnion("type", [
    z.object({ type: z.literal("session-ended"), sessionId: z.string() }),
    /** It goes on until `at`, in milliseconds since 1970; null for no end. */
    z.object({ type: z.literal("session-ends"), sessionId: z.string(), at: z.number().nullable() }),
    z.object({
      type: z.literal("member-changed"),
      memberId: z.string(),
      banned: z.boolean(),
      role: z.enum(["member", "moderator", "admin"]),
    }),
    z.object({ type: z.literal("follow-changed"), memberId: z.string(), authorId: z.string(), following: z.boolean() }),
    z.object({
      type: z.literal("tag-follow-changed"),
      memberId: z.string(),
      tag: z.string(),
      following: z.boolean(),
    }),
    z.object({
      type: z.literal("boundary-changed"),
      memberId: z.string(),
      otherId: z.string(),
      kind: z.enum(["block", "mute"]),
      /** Whether it was set or lifted. */
      set: z.boolean(),
    }),
    z.object({
      type: z.literal("collaboration-changed"),
      memberId: z.string(),
      storyId: z.string(),
      /** Null where it ended. */
      role: z.enum(["editor", "reader"]).nullable(),
    }),
    z.object({
      type: z.literal("limits-changed"),
      memberId: z.string(),
      ratings: z.array(z.string()),
      avoidedWarnings: z.array(z.string()),
    }),
    z.object({
      type: z.literal("unwanted-changed"),
      memberId: z.string(),
      what: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("tag"), tag: z.string() }),
        z.object({ kind: z.literal("story"), storyId: z.string() }),
      ]),
      /** Whether it was set or lifted. */
      set: z.boolean(),
    }),
    z.object({ type: z.literal("visibility-changed"), memberId: z.string(), invisible: z.boolean() }),
  ]),
  visibleTo: () => false,
});

type AccessChange = z.infer<typeof accessChanged.payload>;

interface Watched {
  viewer: Viewer;
  interrupt(): void;
}

/** How many changes are kept for viewers that were loaded before them and begin to watch after. */
const recentSize = 1_000;

/** What a change is about: a later one about the same takes its place, so that who was unbanned is not turned away. */
function aboutOf(change: AccessChange): string {
  switch (change.type) {
    case "session-ended":
      return change.sessionId;
    case "session-ends":
      return `${change.sessionId} ends`;
    case "member-changed":
      return change.memberId;
    case "follow-changed":
      return `${change.memberId} ${change.authorId}`;
    case "tag-follow-changed":
      return `${change.memberId} #${change.tag}`;
    case "boundary-changed":
      return `${change.memberId} ${change.kind} ${change.otherId}`;
    case "collaboration-changed":
      return `${change.memberId} ${change.storyId}`;
    case "limits-changed":
      return `${change.memberId} is spared`;
    case "unwanted-changed":
      return `${change.memberId} hides ${change.what.kind === "tag" ? `#${change.what.tag}` : change.what.storyId}`;
    case "visibility-changed":
      return `${change.memberId} is seen`;
  }
}

const sweepMs = 1_000;

/**
 * Keeps the viewers of all open streams of this process true: whoever loses a right is interrupted, or their viewer
 * changes in place, within the time that an event takes. Expired sessions are interrupted at their time.
 */
export class Access {
  constructor(private readonly log: Logger) {}

  readonly #watched = new Set<Watched>();
  /** By what they are about, the oldest first. */
  readonly #recent = new Map<string, AccessChange>();
  #detach: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  async start(hub: Hub): Promise<void> {
    this.#detach = await followTopic(hub, this.log, {
      topic: accessChanged.topic(undefined),
      event: accessChanged.name,
      deliver: (frame) => this.#take(frame),
      // Nothing that was loaded before can be trusted.
      missed: () => {
        for (const watched of this.#watched) watched.interrupt();
      },
    });
    this.#timer = setInterval(() => this.#sweep(), sweepMs);
    this.#timer.unref();
  }

  stop(): void {
    this.#detach();
    clearInterval(this.#timer);
  }

  /** Watches a viewer until the function that this returns is called; may interrupt at once. */
  watch(viewer: Viewer, interrupt: () => void): () => void {
    const watched = { viewer, interrupt };
    this.#watched.add(watched);
    for (const change of this.#recent.values()) apply(change, watched);
    return () => void this.#watched.delete(watched);
  }

  #take(frame: Frame): void {
    const change = accessChanged.payload.parse(frame.data);
    const about = aboutOf(change);
    this.#recent.delete(about);
    this.#recent.set(about, change);
    if (this.#recent.size > recentSize) this.#recent.delete(this.#recent.keys().next().value ?? about);
    for (const watched of this.#watched) apply(change, watched);
  }

  #sweep(): void {
    const now = Date.now();
    for (const { viewer, interrupt } of this.#watched) {
      if (viewer.sessionExpiresAt !== null && viewer.sessionExpiresAt <= now) interrupt();
    }
  }
}

/** Applying a change again, or one that the viewer was loaded with, leaves the viewer as it is. */
function apply(change: AccessChange, { viewer, interrupt }: Watched): void {
  switch (change.type) {
    case "session-ended":
      if (viewer.sessionId === change.sessionId) interrupt();
      return;
    case "session-ends":
      if (viewer.sessionId === change.sessionId) viewer.sessionExpiresAt = change.at;
      return;
    case "member-changed":
      if (viewer.memberId === change.memberId && (change.banned || change.role !== viewer.role)) interrupt();
      return;
    case "follow-changed":
      if (viewer.memberId !== change.memberId) return;
      toggle(viewer.follows, change.authorId, change.following);
      return;
    case "tag-follow-changed":
      if (viewer.memberId === change.memberId) toggle(viewer.followedTags, change.tag, change.following);
      return;
    case "boundary-changed": {
      const { memberId, otherId, kind, set } = change;
      if (viewer.memberId === memberId) toggle(kind === "block" ? viewer.blocked : viewer.muted, otherId, set);
      if (viewer.memberId === otherId && kind === "block") toggle(viewer.blockedBy, memberId, set);
      return;
    }
    case "collaboration-changed":
      if (viewer.memberId !== change.memberId) return;
      if (change.role) viewer.collaborations.set(change.storyId, change.role);
      else viewer.collaborations.delete(change.storyId);
      return;
    case "limits-changed":
      if (viewer.memberId !== change.memberId) return;
      replace(viewer.limits.ratings, change.ratings);
      replace(viewer.limits.avoidedWarnings, change.avoidedWarnings);
      return;
    case "unwanted-changed":
      if (viewer.memberId !== change.memberId) return;
      if (change.what.kind === "tag") toggle(viewer.unwanted.tags, change.what.tag, change.set);
      else toggle(viewer.unwanted.stories, change.what.storyId, change.set);
      return;
    case "visibility-changed":
      return; // rooms follow it, no viewer depends on it
  }
}

function toggle(set: Set<string>, id: string, present: boolean): void {
  if (present) set.add(id);
  else set.delete(id);
}

function replace(set: Set<string>, items: readonly string[]): void {
  set.clear();
  for (const item of items) set.add(item);
}
