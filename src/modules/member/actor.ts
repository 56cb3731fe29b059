import type { Viewer } from "@/live/viewer";
import type { Scope } from "@/modules/api-key/schema";
import type { Role } from "./schema";

/** On whose behalf something happens. Every query and command takes one first. */
export type Actor = { kind: "guest" } | MemberActor;

export interface MemberActor {
  kind: "member";
  id: string;
  handle: string;
  name: string;
  image: string | null;
  role: Role;
  sessionId: string;
  sessionExpiresAt: Date;
  /** What the API key that it came with allows; undefined for a person, who may do all. */
  scopes?: readonly Scope[];
}

export const guest: Actor = { kind: "guest" };

export const memberIdOf = (actor: Actor): string | null => (actor.kind === "member" ? actor.id : null);

/** What there is between a viewer and other members. */
export type Relations = Pick<
  Viewer,
  "follows" | "followedTags" | "blocked" | "blockedBy" | "muted" | "limits" | "unwanted" | "collaborations"
>;

/** Of somebody who has set nothing, such as a guest: what is explicit does not come up by itself. */
export const noRelations = (): Relations => ({
  follows: new Set(),
  followedTags: new Set(),
  blocked: new Set(),
  blockedBy: new Set(),
  muted: new Set(),
  limits: { ratings: new Set(["general", "teen", "mature"]), avoidedWarnings: new Set() },
  unwanted: { tags: new Set(), stories: new Set() },
  collaborations: new Map(),
});

/** All guests see alike, so that thousands of them are one viewer. */
export const guestViewer: Viewer = {
  ...noRelations(),
  memberId: null,
  role: "guest",
  sessionId: null,
  sessionExpiresAt: null,
};

/** The actor as live events see it. */
export const viewerOf = (actor: Actor, relations: Relations): Viewer =>
  actor.kind === "member"
    ? {
        ...relations,
        memberId: actor.id,
        role: actor.role,
        sessionId: actor.sessionId,
        sessionExpiresAt: actor.sessionExpiresAt.getTime(),
      }
    : guestViewer;
