import { Prisma } from "@/generated/prisma/client";
import { type Actor, type MemberActor, memberIdOf, noRelations, type Relations } from "@/modules/member/actor";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { type BoundaryItem, type BoundaryState, type Limits, ratingsUpTo } from "./schema";

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

export const getLimits = (actor: MemberActor): Promise<Limits> =>
  db().member.findUniqueOrThrow({
    where: { id: actor.id },
    select: { highestRating: true, avoidedWarnings: true },
  });

/** The actor's limits as a viewer holds them. */
export async function readLimits(actor: Actor): Promise<Relations["limits"]> {
  if (actor.kind === "guest") return noRelations().limits;
  const { highestRating, avoidedWarnings } = await getLimits(actor);
  return { ratings: new Set(ratingsUpTo(highestRating)), avoidedWarnings: new Set(avoidedWarnings) };
}

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Stories that may come before the actor by themselves; as `isWelcome`. Warnings are met in lower case and capitalised. */
export async function welcome(actor: Actor): Promise<Prisma.StoryWhereInput> {
  if (actor.kind === "guest") return { rating: { in: ratingsUpTo("mature") } };
  const { highestRating, avoidedWarnings } = await getLimits(actor);
  const avoided = avoidedWarnings.flatMap((warning) => [warning, capitalised(warning)]);
  return {
    OR: [
      { authorId: actor.id },
      {
        rating: { in: ratingsUpTo(highestRating) },
        OR: [{ warnings: { equals: null } }, { NOT: { warnings: { hasSome: avoided } } }],
      },
    ],
  };
}

/** The same on a row `s` of "Story"; as `isWelcome`. */
export const welcomeSql = (actor: Actor): Prisma.Sql =>
  actor.kind === "guest" ? Prisma.sql`s.rating <> 'explicit'` : welcomeTo(Prisma.sql`${actor.id}`);

/** The same for any member of a statement. */
export const welcomeTo = (memberId: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM "Member" l WHERE l.id = ${memberId} AND (s."authorId" = l.id OR (
    s.rating <= l."highestRating"
    AND NOT EXISTS (SELECT 1 FROM unnest(s.warnings) w WHERE lower(w) = ANY(l."avoidedWarnings")))))`;
