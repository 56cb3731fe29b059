import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import type { CaseView, FindMembers, MemberEntry, NoticeView, QueueInput, QueuePage } from "./schema";
import { caseColumns, measureColumns, noticeColumns, toCaseItem, toMeasure, toNotice } from "./views";

const keys = z.tuple([z.iso.datetime(), z.uuid()]);
const open = { decidedAt: null } satisfies Prisma.ModerationCaseWhereInput;

/** Who is reported does not learn it, nor by whom, whatever their role. As `caseChanged` has it. */
const notAbout = ({ id }: MemberActor) =>
  ({ OR: [{ memberId: null }, { memberId: { not: id } }] }) satisfies Prisma.ModerationCaseWhereInput;

/** Cases for moderators, but those about themselves: the open ones that wait longest first, of the decided ones the latest first. */
export async function listCases(actor: MemberActor, { state, cursor, limit }: QueueInput): Promise<QueuePage> {
  const position = await live.cursor();
  const [key, order, beyond] =
    state === "open" ? (["openedAt", "asc", "gt"] as const) : (["decidedAt", "desc", "lt"] as const);
  const where: Prisma.ModerationCaseWhereInput[] = [state === "open" ? open : { NOT: open }, notAbout(actor)];
  if (cursor) {
    const [at, id] = readPageCursor(cursor, keys);
    where.push({ OR: [{ [key]: { [beyond]: at } }, { [key]: at, id: { [beyond]: id } }] });
  }
  const [rows, count] = await Promise.all([
    db().moderationCase.findMany({
      where: { AND: where },
      orderBy: [{ [key]: order }, { id: order }],
      take: limit + 1,
      select: caseColumns,
    }),
    db().moderationCase.count({ where: { AND: [open, notAbout(actor)] } }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last;
  return {
    items: page.map(toCaseItem),
    nextCursor: more ? writePageCursor([(last[key] ?? last.openedAt).toISOString(), last.id]) : null,
    open: count,
    live: position,
  };
}

export const noSuchCase = () => new AppError("not_found", "There is no such case.");

/**
 * A case with all that a decision needs: what was said about it, and what was done about the same member before.
 * @throws AppError `not_found` for a case about the actor, too.
 */
export async function getCase(actor: MemberActor, { id }: { id: string }): Promise<CaseView> {
  const position = await live.cursor();
  const row = await db().moderationCase.findFirst({
    where: { AND: [{ id }, notAbout(actor)] },
    select: { ...caseColumns, memberId: true, measure: { select: { ...measureColumns, appeal: true } } },
  });
  if (!row) throw noSuchCase();
  const { memberId, measure, ...rest } = row;
  const history = memberId
    ? await db().measure.findMany({
        where: { memberId, parentId: null },
        orderBy: { createdAt: "desc" },
        take: 50,
        select: measureColumns,
      })
    : [];
  return {
    item: toCaseItem({ ...rest, measure }),
    reports: row.reports.map(({ reporter, reason, note, createdAt }) => ({
      by: reporter,
      reason,
      note,
      at: createdAt.toISOString(),
    })),
    measure: measure && toMeasure(measure),
    history: history.map(toMeasure),
    decider: await deciderOf(actor, memberId),
    live: position,
  };
}

/** As commands.ts has it (`requireOver`). */
async function deciderOf({ role }: MemberActor, memberId: string | null): Promise<CaseView["decider"]> {
  if (role === "admin" || !memberId) return "you";
  const member = await db().member.findUnique({ where: { id: memberId }, select: { role: true } });
  if (!member || member.role === "member") return "you";
  const others = await db().member.count({ where: { role: "admin", bannedAt: null, id: { not: memberId } } });
  return others > 0 ? "administrators" : "nobody";
}

/**
 * The measure that its member, or whoever has its key, asks about.
 * @throws AppError `not_found` for anyone else.
 */
export async function findNotice(tx: Tx, actor: Actor, id: string) {
  const memberId = memberIdOf(actor);
  const row = await tx.measure.findFirst({
    where: { OR: [{ key: id }, ...(memberId ? [{ id, memberId }] : [])] },
    select: noticeColumns,
  });
  if (!row) throw new AppError("not_found", "There is no such notice, or it is not yours.");
  return row;
}

/** What moderators did, for the member whom it concerns. */
export const getNotice = async (actor: Actor, { id }: { id: string }): Promise<NoticeView> =>
  toNotice(await findNotice(db(), actor, id));

/** The members that administrators may look for, those with a role first. */
export async function findMembers({ q, limit }: FindMembers): Promise<MemberEntry[]> {
  const begins = { startsWith: q.replace(/^@/, ""), mode: "insensitive" } as const;
  const rows = await db().member.findMany({
    where: q ? { OR: [{ handle: begins }, { name: begins }] } : {},
    // As the roles stand in the schema: member, moderator, admin.
    orderBy: [{ role: "desc" }, { createdAt: "desc" }, { id: "asc" }],
    take: limit,
    select: { id: true, handle: true, name: true, image: true, role: true, bannedAt: true, createdAt: true },
  });
  return rows.map(({ bannedAt, createdAt, ...row }) => ({
    ...row,
    joinedAt: createdAt.toISOString(),
    suspended: bannedAt !== null,
  }));
}
