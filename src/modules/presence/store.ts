import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import type { StoryState } from "@/modules/story/policy";
import { storyStatus, visibility } from "@/modules/story/schema";
import { db } from "@/platform/db";
import { mostNamed, personView } from "./schema";

/** How long the people of a process are present without another beat of it, in seconds. */
const leaseSeconds = 9;

/** Someone's seat in a room, at a place in it (or ""). */
export interface Seat {
  room: string;
  memberId: string;
  at: string;
}

/** A room as the database knows it: who is there by way of any living process, and what decides who may be. */
export interface RoomState {
  room: string;
  story: StoryState;
  people: z.infer<typeof personView>[];
  /** All members, the named ones included. */
  members: number;
  /** Guests at other processes. */
  guestsElsewhere: number;
}

const rows = z.array(
  z.object({
    room: z.string(),
    story: z.object({
      id: z.string(),
      authorId: z.string(),
      status: storyStatus,
      visibility,
      removedAt: z.date().nullable(),
    }),
    people: z.array(personView),
    members: z.number().int(),
    guestsElsewhere: z.number().int(),
  }),
);

const lease = (processId: string) => Prisma.sql`
  lease AS (
    INSERT INTO "PresenceProcess" (id, "expiresAt")
    VALUES (${processId}, now() + make_interval(secs => ${leaseSeconds}))
    ON CONFLICT (id) DO UPDATE SET "expiresAt" = excluded."expiresAt"
    RETURNING xmax = 0 AS renewed
  )`;

/** Beside the living: this process, whose lease a statement that renews it does not see yet. */
const roomsSql = (processId: string, rooms: readonly string[]) => Prisma.sql`
  SELECT room, "guestsElsewhere", people, members,
    s.id AS "storyId", s."authorId", s.status, s.visibility, s."removedAt"
  FROM unnest(${rooms}::text[]) AS room
  JOIN "Story" s ON s.id = split_part(room, ':', 2)
  CROSS JOIN LATERAL (
    SELECT COALESCE(sum(g.count), 0)::int AS "guestsElsewhere" FROM "PresenceGuests" g
    WHERE g.room = room.room AND g."processId" <> ${processId} AND g."processId" IN (SELECT id FROM living)
  ) guests
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS members, COALESCE(json_agg(json_build_object(
      'id', id, 'handle', handle, 'name', name, 'image', image, 'at', at
    ) ORDER BY rank) FILTER (WHERE rank <= ${mostNamed}), '[]') AS people
    FROM (
      SELECT m.id, m.handle, m.name, m.image, row_number() OVER (ORDER BY min(seat.since), m.id) AS rank,
        array_remove(array_agg(DISTINCT seat.at), '') AS at
      FROM "PresenceSeat" seat JOIN "Member" m ON m.id = seat."memberId"
      WHERE seat.room = room.room AND NOT m.invisible AND m."bannedAt" IS NULL
        AND seat."processId" IN (SELECT id FROM living)
      GROUP BY m.id
    ) person
  ) persons`;

const livingSql = (processId: string) => Prisma.sql`
  living AS (SELECT id FROM "PresenceProcess" WHERE "expiresAt" > now() UNION SELECT ${processId})`;

interface Row extends Omit<RoomState, "story"> {
  storyId: string;
  authorId: string;
  status: string;
  visibility: string;
  removedAt: Date | null;
}

const toStates = (found: Row[]): RoomState[] =>
  rows.parse(found.map(({ storyId, ...row }) => ({ ...row, story: { ...row, id: storyId } })));

/** Rooms as they are; one whose story is gone is left out. */
export async function readRooms(processId: string, rooms: readonly string[]): Promise<RoomState[]> {
  return toStates(await db().$queryRaw<Row[]>`WITH ${livingSql(processId)} ${roomsSql(processId, rooms)}`);
}

/**
 * The beat of a process, in one statement: its lease is renewed, how many guests its rooms have is told where that changed,
 * what processes left that died is cleared, and its rooms are read.
 * @returns `renewed`: the lease had been lost, and with it all seats of this process.
 */
export async function beat(
  processId: string,
  rooms: readonly string[],
  guests: ReadonlyMap<string, number>,
): Promise<{ renewed: boolean; states: RoomState[] }> {
  const found = await db().$queryRaw<(Row & { renewed: boolean })[]>`
    WITH ${lease(processId)}, ${livingSql(processId)},
    told AS (
      INSERT INTO "PresenceGuests" ("processId", room, count)
      SELECT ${processId}, room, count FROM lease, unnest(${[...guests.keys()]}::text[], ${[...guests.values()]}::int[])
        AS changed(room, count)
      ON CONFLICT ("processId", room) DO UPDATE SET count = excluded.count
    ),
    cleared AS (DELETE FROM "PresenceProcess" WHERE "expiresAt" < now() - interval '1 minute' AND id <> ${processId})
    SELECT lease.renewed, states.* FROM lease LEFT JOIN (${roomsSql(processId, rooms)}) states ON true`;
  return {
    renewed: found[0]?.renewed ?? false,
    states: toStates(found.filter(({ room }) => room !== null)),
  };
}

/** Takes seats and gives others up, in one statement. */
export async function changeSeats(processId: string, taken: readonly Seat[], left: readonly Seat[]): Promise<void> {
  const columns = (seats: readonly Seat[]) => Prisma.sql`
    unnest(${seats.map(({ room }) => room)}::text[], ${seats.map(({ memberId }) => memberId)}::text[],
      ${seats.map(({ at }) => at)}::text[]) AS seat(room, "memberId", at)`;
  await db().$executeRaw`
    WITH ${lease(processId)},
    freed AS (
      DELETE FROM "PresenceSeat" old USING ${columns(left)}
      WHERE old."processId" = ${processId} AND old.room = seat.room AND old."memberId" = seat."memberId" AND old.at = seat.at
    )
    INSERT INTO "PresenceSeat" ("processId", room, "memberId", at)
    SELECT ${processId}, seat.* FROM lease, ${columns(taken)}
    WHERE EXISTS (SELECT 1 FROM "Member" m WHERE m.id = seat."memberId")
    ON CONFLICT DO NOTHING`;
}

/** Leaves people a while to come back at another process, where this one stops. */
export async function endLease(processId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "PresenceProcess" SET "expiresAt" = LEAST("expiresAt", now() + interval '5 seconds') WHERE id = ${processId}`;
}
