import type { Prisma } from "@/generated/prisma/client";
import { type Actor, type MemberActor, memberIdOf, type Relations } from "@/modules/member/actor";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type { BoundaryItem, BoundaryState } from "./schema";

/** Members with whom no block is between the actor and them, whoever set it; as `!isApart(viewer, id)`. */
export function notApart(actor: Actor): Prisma.MemberWhereInput {
  const id = memberIdOf(actor);
  if (!id) return {};
  return {
    boundaries: { none: { otherId: id, kind: "block" } },
    boundariesAgainst: { none: { memberId: id, kind: "block" } },
  };
}

/** Members whom the actor has not muted. */
export function notMuted(actor: Actor): Prisma.MemberWhereInput {
  const id = memberIdOf(actor);
  return id ? { NOT: { boundariesAgainst: { some: { memberId: id, kind: "mute" } } } } : {};
}

/** Members whose doings may come before the actor; as `!isUnheard(viewer, id)`. */
export const notUnheard = (actor: Actor): Prisma.MemberWhereInput => ({ AND: [notApart(actor), notMuted(actor)] });

/** All boundaries that concern the actor, as a viewer holds them. */
export async function listBoundaryIds(
  actor: Actor,
  tx: Tx = db(),
): Promise<Pick<Relations, "blocked" | "blockedBy" | "muted">> {
  const id = memberIdOf(actor);
  const rows = id
    ? await tx.boundary.findMany({
        where: { OR: [{ memberId: id }, { otherId: id, kind: "block" }] },
        select: { memberId: true, otherId: true, kind: true },
      })
    : [];
  const mine = rows.filter(({ memberId }) => memberId === id);
  const others = (kind: string) => new Set(mine.filter((row) => row.kind === kind).map(({ otherId }) => otherId));
  return {
    blocked: others("block"),
    muted: others("mute"),
    blockedBy: new Set(rows.filter(({ memberId }) => memberId !== id).map(({ memberId }) => memberId)),
  };
}

/** Whether a block lies between two members, whoever set it. */
export async function areApart(tx: Tx, oneId: string, otherId: string): Promise<boolean> {
  const block = await tx.boundary.findFirst({
    where: {
      kind: "block",
      OR: [
        { memberId: oneId, otherId },
        { memberId: otherId, otherId: oneId },
      ],
    },
    select: { memberId: true },
  });
  return block !== null;
}

/** @throws AppError `not_found` when nobody has this handle. */
export async function getBoundaryState(actor: MemberActor, { handle }: { handle: string }): Promise<BoundaryState> {
  const other = await db().member.findUnique({
    where: { handle },
    select: { boundariesAgainst: { where: { memberId: actor.id }, select: { kind: true } } },
  });
  if (!other) throw new AppError("not_found", "There is no member with this handle.");
  const has = (wanted: string) => other.boundariesAgainst.some(({ kind }) => kind === wanted);
  return { blocked: has("block"), muted: has("mute") };
}

/** Whom I have blocked or muted, the latest first. */
export async function listBoundaries(actor: MemberActor): Promise<BoundaryItem[]> {
  const rows = await db().boundary.findMany({
    where: { memberId: actor.id },
    orderBy: [{ createdAt: "desc" }, { otherId: "asc" }],
    select: { kind: true, createdAt: true, other: { select: { id: true, handle: true, name: true, image: true } } },
  });
  return rows.map(({ kind, createdAt, other }) => ({ member: other, kind, since: createdAt.toISOString() }));
}
