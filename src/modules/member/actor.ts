import type { Viewer } from "@/live/viewer";

/** On whose behalf something happens. Every query and command takes one first. */
export type Actor = { kind: "guest" } | MemberActor;

export interface MemberActor {
  kind: "member";
  id: string;
  handle: string;
  name: string;
  image: string | null;
  role: "member" | "admin";
  sessionId: string;
  sessionExpiresAt: Date;
}

export const guest: Actor = { kind: "guest" };

export const memberIdOf = (actor: Actor): string | null => (actor.kind === "member" ? actor.id : null);

/** The actor as live events see it. `follows` are the ids of the authors that it follows. */
export const viewerOf = (actor: Actor, follows: Set<string>): Viewer =>
  actor.kind === "member"
    ? {
        memberId: actor.id,
        role: actor.role,
        follows,
        sessionId: actor.sessionId,
        sessionExpiresAt: actor.sessionExpiresAt.getTime(),
      }
    : { memberId: null, role: "guest", follows, sessionId: null, sessionExpiresAt: null };
