import { randomUUID } from "node:crypto";
import type { Viewer } from "@/live/viewer";
import { viewerFor } from "@/modules/follow/queries";
import type { Actor, MemberActor } from "@/modules/member/actor";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { mayEnter, rosterFor } from "./room";
import type { Roster, VisibilityInput } from "./schema";
import { type RoomState, readRooms } from "./store";

/**
 * A room that `actor` may enter.
 * @throws AppError `not_found` for anyone else.
 */
export async function openRoom(actor: Actor, room: string): Promise<{ viewer: Viewer; state: RoomState }> {
  // Of no process: guests are counted everywhere.
  const [viewer, [state]] = await Promise.all([viewerFor(actor), readRooms(randomUUID(), [room])]);
  if (!state || !mayEnter(room, viewer, state.story)) {
    throw new AppError("not_found", "This story does not exist, or is not visible to you.");
  }
  return { viewer, state };
}

/** Who is in a room, as `watch` begins with it. Guests are counted with the beat of their process, within 3 seconds. */
export async function getRoster(actor: Actor, { room }: { room: string }): Promise<Roster> {
  const { viewer, state } = await openRoom(actor, room);
  return rosterFor(viewer, state, state.guestsElsewhere);
}

export async function getVisibility(actor: MemberActor): Promise<VisibilityInput> {
  return db().member.findUniqueOrThrow({ where: { id: actor.id }, select: { invisible: true } });
}

/** The members who are seen at a place of a room by way of any living process, the first to come first. */
export async function listSeated(tx: Tx, room: string, at: string): Promise<string[]> {
  const rows = await tx.presenceSeat.findMany({
    where: { room, at, process: { expiresAt: { gt: new Date() } }, member: { invisible: false, bannedAt: null } },
    orderBy: [{ since: "asc" }, { memberId: "asc" }],
    select: { memberId: true },
  });
  return [...new Set(rows.map(({ memberId }) => memberId))];
}
