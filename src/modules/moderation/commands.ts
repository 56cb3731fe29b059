import { announce } from "@/live/outbox";
import { audit } from "@/modules/audit/audit";
import type { AuditAction } from "@/modules/audit/schema";
import type { Actor, MemberActor } from "@/modules/member/actor";
import { notify } from "@/modules/notification/notify";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { caseChanged } from "./events";
import { ban, hide, lift, type Target, tell, warn } from "./measures";
import { findNotice, noSuchCase } from "./queries";
import {
  type Answer,
  type Appeal,
  type CaseItem,
  claimMs,
  type Decide,
  type Decision,
  type Lift,
  type NoticeView,
  type ReportInput,
  type ReportReceipt,
  type SetRole,
} from "./schema";
import { findSubject, type Subject } from "./subjects";
import { type CaseRow, caseColumns, noticeColumns, toCaseItem, toNotice } from "./views";

/** More in an hour is not reading any more. */
const reportLimit = { name: "report", points: 20, seconds: 3_600 };
/** Whoever has the key of a notice may answer it, signed in or not. */
const appealLimit = { name: "appeal", points: 10, seconds: 3_600 };

/**
 * Tells moderators of something that the actor sees. Reports about one thing make one case while it is open; the same member
 * reporting it again adds nothing.
 * @throws AppError `not_found` for what the actor does not see; `invalid` for what is their own.
 */
export async function report(actor: MemberActor, { kind, id, reason, note }: ReportInput): Promise<ReportReceipt> {
  await consume(reportLimit, actor.id);
  return transact(async (tx) => {
    const subject = await findSubject(tx, actor, kind, id);
    if (subject.memberId === actor.id) throw new AppError("invalid", "This is your own; you can change or remove it.");
    const caseId = await openCase(tx, subject, `${kind}:${id}`);
    const { count } = await tx.report.createMany({
      data: [{ caseId, reporterId: actor.id, reason, note }],
      skipDuplicates: true,
    });
    const { createdAt } = await tx.report.findUniqueOrThrow({
      where: { caseId_reporterId: { caseId, reporterId: actor.id } },
      select: { createdAt: true },
    });
    if (count > 0) await change(tx, caseId, {});
    return { at: createdAt.toISOString(), already: count === 0 };
  });
}

/** The open case under this key, locked; made where there is none. */
async function openCase(tx: Tx, subject: Subject, openKey: string, appealOf?: string): Promise<string> {
  const { id: subjectId, ...rest } = subject;
  // One that is just being decided is closed when its lock comes free: then a new one is opened.
  for (let attempt = 0; attempt < 5; attempt++) {
    await tx.moderationCase.createMany({
      data: [{ ...rest, subjectId, openKey, ...(appealOf && { appealOf }) }],
      skipDuplicates: true,
    });
    const [found] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "ModerationCase" WHERE "openKey" = ${openKey} FOR UPDATE`;
    if (found) return found.id;
  }
  throw new AppError("unavailable", "Moderators are just deciding about this. Try again in a moment.");
}

/** Changes a case that is locked, and tells all moderators. */
async function change(
  tx: Tx,
  id: string,
  data: Parameters<Tx["moderationCase"]["update"]>[0]["data"],
): Promise<CaseItem> {
  const row = await tx.moderationCase.update({
    where: { id },
    data: { ...data, version: { increment: 1 } },
    select: caseColumns,
  });
  const item = toCaseItem(row);
  await announce(tx, caseChanged, item);
  return item;
}

/**
 * An open case, locked and free for the actor.
 * @throws AppError `forbidden` where it concerns the actor, or somebody about whom administrators decide; `conflict` where
 * it is decided, or another one is at it (`details.by`, `details.until`).
 */
async function lockOpen(tx: Tx, actor: MemberActor, id: string): Promise<CaseRow & { memberId: string | null }> {
  await tx.$queryRaw`SELECT id FROM "ModerationCase" WHERE id = ${id} FOR UPDATE`;
  const row = await tx.moderationCase.findUnique({
    where: { id },
    select: { ...caseColumns, memberId: true },
  });
  if (!row) throw noSuchCase();
  if (row.memberId) await requireOver(tx, actor, row.memberId);
  const { claimedBy, claimedUntil } = row;
  if (row.decidedAt) throw new AppError("conflict", `This is decided already, by @${row.decidedBy}.`);
  if (claimedBy && claimedBy.id !== actor.id && claimedUntil && claimedUntil.getTime() > Date.now()) {
    throw new AppError("conflict", `${claimedBy.name} is at this just now.`, {
      by: claimedBy.handle,
      until: claimedUntil.toISOString(),
    });
  }
  return row;
}

/** Takes a case for ten minutes, or prolongs that: of two who take it at once, one has it. */
export const claimCase = (actor: MemberActor, { id }: { id: string }): Promise<CaseItem> =>
  transact(async (tx) => {
    await lockOpen(tx, actor, id);
    return change(tx, id, { claimedById: actor.id, claimedUntil: new Date(Date.now() + claimMs) });
  });

/** Gives a case back that the actor has taken; one that others have stays theirs. */
export const releaseCase = (actor: MemberActor, { id }: { id: string }): Promise<CaseItem> =>
  transact(async (tx) => {
    const row = await lockOpen(tx, actor, id);
    if (row.claimedBy?.id !== actor.id) return toCaseItem(row);
    return change(tx, id, { claimedById: null, claimedUntil: null });
  });

const acts: Record<Decision, AuditAction> = {
  dismiss: "report.dismissed",
  hide: "content.hidden",
  warn: "member.warned",
  ban: "member.banned",
};

/**
 * Decides on what is reported. It needs no claim, but nobody else may have one.
 * @throws AppError `invalid` where there is nothing to hide or nobody to address; `forbidden` for one's own, for
 * other moderators, about whom administrators decide, and for measures against administrators.
 */
export const decideCase = (actor: MemberActor, { id, ...input }: Decide): Promise<CaseItem> =>
  transact(async (tx) => {
    const row = await lockOpen(tx, actor, id);
    if (row.measure) throw new AppError("invalid", "This is a reply to a measure: answer it.");
    if (input.decision !== "dismiss") await act(tx, actor, await targetOf(tx, row), input);
    const { decision, reason, until } = input;
    await audit(tx, actor, {
      action: acts[decision],
      subject: { kind: row.kind, id: row.subjectId, name: row.title },
      details: { reason, until: until ?? null },
    });
    const reporters = row.reports.flatMap(({ reporter }) => (reporter ? [reporter.id] : []));
    const data = { title: row.title, acted: decision !== "dismiss" };
    notify(tx, { type: "report.decided", to: reporters, subject: id, data });
    return close(tx, actor, id, decision);
  });

const close = (tx: Tx, actor: MemberActor, id: string, outcome: string): Promise<CaseItem> =>
  change(tx, id, {
    openKey: null,
    claimedById: null,
    claimedUntil: null,
    decidedAt: new Date(),
    decidedBy: actor.handle,
    outcome,
  });

type Acting = Omit<Decide, "id">;

async function act(tx: Tx, actor: MemberActor, target: Target, input: Acting): Promise<void> {
  const { decision, reason, hideStories } = input;
  const until = input.until ? new Date(input.until) : null;
  if (until && until.getTime() <= Date.now()) throw new AppError("invalid", "This end lies in the past.");
  const hidden = (decision === "hide" || input.hide) && (await hide(tx, target, reason));
  if (decision === "hide" && !hidden) {
    throw new AppError("invalid", "It is gone already, or hidden. Dismiss the case, or decide about the member.");
  }
  if (hidden && decision !== "hide") {
    const subject = { kind: target.kind, id: target.id, name: target.title };
    await audit(tx, actor, { action: "content.hidden", subject, details: { reason } });
  }
  if (decision === "warn") await warn(tx, target, reason);
  if (decision === "ban") await ban(tx, target, { reason, until, hideStories });
}

async function targetOf(tx: Tx, row: CaseRow & { memberId: string | null }): Promise<Target> {
  const { kind, subjectId: id, title, memberId } = row;
  const member = memberId && (await tx.member.findUnique({ where: { id: memberId }, select: { role: true } }));
  if (!member) throw new AppError("invalid", "Whoever wrote this has left.");
  if (member.role === "admin") throw new AppError("forbidden", "Against administrators nobody here takes measures.");
  return { kind, id, title, memberId };
}

/** Nobody judges their own, for or against, and about moderators and administrators other administrators do. */
async function requireOver(tx: Tx, actor: MemberActor, memberId: string): Promise<void> {
  if (memberId === actor.id) throw new AppError("forbidden", "This is your own: leave it to somebody else.");
  const member = await tx.member.findUnique({ where: { id: memberId }, select: { role: true } });
  if (member && member.role !== "member" && actor.role !== "admin") {
    throw new AppError("forbidden", "Only administrators decide about moderators and administrators.");
  }
}

const lifted = { hide: "content.restored", warn: "warning.withdrawn", ban: "member.unbanned" } as const;

/**
 * Ends a measure: what was hidden is there again, who was suspended may come back.
 * @throws AppError `forbidden` for a measure against the actor, or somebody about whom administrators decide.
 */
export const liftMeasure = (actor: MemberActor, { measureId, reason }: Lift): Promise<void> =>
  transact(async (tx) => {
    const measure = await tx.measure.findUnique({ where: { id: measureId }, select: { memberId: true } });
    if (measure) await requireOver(tx, actor, measure.memberId);
    const ended = measure && (await lift(tx, measureId, reason));
    if (!ended) throw new AppError("not_found", "There is no such measure in force.");
    await audit(tx, actor, {
      action: lifted[ended.was],
      subject: { kind: ended.kind, id: ended.id, name: ended.title },
      details: { reason },
    });
  });

/** Answers a member's reply, whom its case concerns: the measure stays, or is lifted. */
export const answerAppeal = (actor: MemberActor, { id, verdict, answer }: Answer): Promise<CaseItem> =>
  transact(async (tx) => {
    const row = await lockOpen(tx, actor, id);
    const measure = await tx.measure.findFirst({ where: { appeals: { some: { id } } } });
    if (!row.measure || !measure) throw new AppError("invalid", "This is no reply to a measure.");
    await tx.measure.update({ where: { id: measure.id }, data: { answer }, select: { id: true } });
    const { memberId, subjectKind: kind, subjectId, title } = measure;
    if (verdict === "lift") await lift(tx, measure.id, answer);
    else tell(tx, { kind, id: subjectId, memberId, title }, { id: measure.id, what: "upheld", reason: answer });
    await audit(tx, actor, {
      action: "appeal.answered",
      subject: { kind, id: subjectId, name: title },
      details: { outcome: verdict === "lift" ? "lifted" : "upheld", answer },
    });
    return close(tx, actor, id, verdict);
  });

/**
 * The member's reply to what moderators did, once; it opens a case.
 * @throws AppError `conflict` where they have replied already.
 */
export async function appeal(actor: Actor, { id, text }: Appeal): Promise<NoticeView> {
  await consume(appealLimit, id);
  return transact(async (tx) => {
    const found = await findNotice(tx, actor, id);
    const { count } = await tx.measure.updateMany({
      where: { id: found.id, appeal: null },
      data: { appeal: text, appealedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "You have replied to this already.");
    const { subjectKind: kind, subjectId, memberId, title, reason } = found;
    const subject = { kind, id: subjectId, memberId, title, excerpt: reason, href: "/admin/moderation" };
    const caseId = await openCase(tx, subject, `appeal:${found.id}`, found.id);
    await change(tx, caseId, {});
    return toNotice(await tx.measure.findUniqueOrThrow({ where: { id: found.id }, select: noticeColumns }));
  });
}

/** Makes a member a moderator or administrator, or no more. Their open streams end, and come back with the new rights. */
export const setRole = (actor: MemberActor, { handle, role }: SetRole): Promise<void> =>
  transact(async (tx) => {
    const member = await tx.member.findUnique({ where: { handle }, select: { id: true, role: true } });
    if (!member) throw new AppError("not_found", "There is no member with this handle.");
    if (member.id === actor.id) throw new AppError("forbidden", "Ask another administrator to change your own role.");
    if (member.role === role) return;
    await tx.member.update({ where: { id: member.id }, data: { role }, select: { id: true } });
    await audit(tx, actor, {
      action: "role.changed",
      subject: { kind: "member", id: member.id, name: `@${handle}` },
      details: { from: member.role, to: role },
    });
  });
