import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { enqueueTask } from "@/jobs/queue";
import { hideChapter, showChapter } from "@/modules/chapter/hide";
import { hideComment, showComment } from "@/modules/comment/hide";
import { tellWriter } from "@/modules/comment/jobs";
import { notify } from "@/modules/notification/notify";
import { hidePoll, showPoll } from "@/modules/poll/hide";
import { hideList, showList } from "@/modules/reading-list/hide";
import { hideSeries, showSeries } from "@/modules/series/hide";
import { hideStory, showStory } from "@/modules/story/hide";
import type { Tx } from "@/platform/db";
import type { MeasureKind, ReportedKind } from "./schema";

/** What measures are taken about. */
export interface Target {
  kind: ReportedKind;
  id: string;
  memberId: string;
  title: string;
}

interface Taking {
  kind: MeasureKind;
  reason: string;
  until?: Date | null;
  parentId?: string;
  before?: Prisma.InputJsonObject;
}

async function take(tx: Tx, target: Target, { before = {}, ...taking }: Taking): Promise<string> {
  const { id } = await tx.measure.create({
    data: {
      ...taking,
      before,
      memberId: target.memberId,
      subjectKind: target.kind,
      subjectId: target.id,
      title: target.title,
      key: randomBytes(24).toString("base64url"),
    },
    select: { id: true },
  });
  return id;
}

const hiders: Record<ReportedKind, (tx: Tx, id: string) => Promise<Prisma.InputJsonObject | null>> = {
  story: hideStory,
  chapter: hideChapter,
  comment: hideComment,
  member: async () => null,
  series: hideSeries,
  list: hideList,
  poll: hidePoll,
};

const published = z.object({ published: z.boolean() });
const state = z.object({ state: z.enum(["shown", "held"]) });
const showers: Record<ReportedKind, (tx: Tx, id: string, before: unknown) => Promise<void>> = {
  story: (tx, id, before) => showStory(tx, id, published.parse(before)),
  chapter: (tx, id, before) => showChapter(tx, id, published.parse(before)),
  comment: (tx, id, before) => showComment(tx, id, state.parse(before)),
  member: async () => {},
  series: showSeries,
  list: showList,
  poll: showPoll,
};

/**
 * Hides what is reported, within two seconds on all open pages, and tells its writer.
 * @returns whether there was something to hide: it may be gone, or hidden already.
 */
export async function hide(tx: Tx, target: Target, reason: string, parentId?: string): Promise<boolean> {
  const before = await hiders[target.kind](tx, target.id);
  if (!before) return false;
  const id = await take(tx, target, { kind: "hide", reason, before, ...(parentId && { parentId }) });
  if (!parentId) tell(tx, target, { id, what: "hidden", reason });
  return true;
}

/** Warns a member: a notice that they read and can answer. */
export async function warn(tx: Tx, target: Target, reason: string): Promise<void> {
  const id = await take(tx, target, { kind: "warn", reason });
  tell(tx, target, { id, what: "warned", reason });
}

export interface Ban {
  reason: string;
  until: Date | null;
  /** Hide all that the member has published. */
  hideStories: boolean;
}

/**
 * Suspends a member: a trigger tells all processes, which end the member's streams and take sessions and keys for a guest's.
 * What the member says elsewhere leaves open pages right after.
 */
export async function ban(tx: Tx, target: Target, { reason, until, hideStories }: Ban): Promise<void> {
  const { memberId } = target;
  const id = await take(tx, target, { kind: "ban", reason, until });
  await tx.member.update({ where: { id: memberId }, data: { bannedAt: new Date() }, select: { id: true } });
  await enqueueTask(tx, tellWriter, { memberId });
  if (!hideStories) return;
  const stories = await tx.story.findMany({
    where: { authorId: memberId, status: "published", removedAt: null },
    orderBy: { id: "asc" },
    select: { id: true, title: true },
  });
  for (const story of stories) await hide(tx, { ...story, kind: "story", memberId }, reason, id);
}

/**
 * Ends a measure and restores what it changed, as far as no other measure holds it. Twice is once.
 * @returns what it was about; null where it had ended before.
 */
export async function lift(tx: Tx, id: string, reason: string | null): Promise<(Target & { was: MeasureKind }) | null> {
  const { count } = await tx.measure.updateMany({ where: { id, liftedAt: null }, data: { liftedAt: new Date() } });
  if (count === 0) return null;
  const measure = await tx.measure.findUniqueOrThrow({ where: { id } });
  const { kind, memberId, subjectKind, subjectId, title, before } = measure;
  const target = { kind: subjectKind, id: subjectId, memberId, title };
  if (kind === "hide") await showers[subjectKind](tx, subjectId, before);
  if (kind === "ban") await unban(tx, id, memberId);
  const what = kind === "hide" ? "restored" : kind === "ban" ? "unbanned" : "withdrawn";
  if (measure.parentId === null) tell(tx, target, { id, what, reason: reason ?? "" });
  return { ...target, was: kind };
}

async function unban(tx: Tx, id: string, memberId: string): Promise<void> {
  const parts = await tx.measure.findMany({ where: { parentId: id, liftedAt: null }, select: { id: true } });
  for (const part of parts) await lift(tx, part.id, null);
  if ((await tx.measure.count({ where: { memberId, kind: "ban", liftedAt: null } })) > 0) return;
  await tx.member.update({ where: { id: memberId }, data: { bannedAt: null }, select: { id: true } });
  await enqueueTask(tx, tellWriter, { memberId });
}

interface Telling {
  id: string;
  what: "hidden" | "restored" | "warned" | "withdrawn" | "unbanned" | "upheld";
  reason: string;
}

/** Tells the member whom it concerns; who is suspended reads it when they want to sign in. */
export const tell = (tx: Tx, { kind, memberId, title }: Target, { id, what, reason }: Telling): void =>
  notify(tx, { type: "moderation.notice", to: memberId, subject: id, data: { what, kind, title, reason } });
