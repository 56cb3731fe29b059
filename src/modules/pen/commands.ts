import { announce } from "@/live/outbox";
import { findOwnChapter } from "@/modules/chapter/queries";
import type { MemberActor } from "@/modules/member/actor";
import { listSeated } from "@/modules/presence/queries";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { penChanged } from "./events";
import { penColumns, toPen } from "./queries";
import { idleMs, type PenView, patienceMs } from "./schema";

type Chapter = { chapterId: string };

/**
 * The pen is a courtesy: a text is saved by its version as ever, whoever has the pen, so that nothing depends on it but
 * whether two people get in each other's way. Who has it is in the database; whether they are there still, presence says.
 */
interface Desk {
  chapterId: string;
  story: { id: string; authorId: string };
  /** When the chapter was written to last. */
  editedAt: Date;
  /** Those who have the chapter open and are seen there, the first to come first. */
  present: readonly string[];
}

/** All that concerns one chapter's pen happens one after another. */
const atDesk = <T>(
  actor: MemberActor,
  { chapterId }: Chapter,
  work: (tx: Tx, desk: Desk, pen: PenView) => Promise<T>,
): Promise<T> =>
  transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pen ${chapterId}`}, 0))`;
    const { chapter, story } = await findOwnChapter(tx, actor, chapterId);
    const present = await listSeated(tx, `studio:${story.id}`, chapterId);
    const desk = { chapterId, story, editedAt: chapter.editedAt, present };
    return work(tx, desk, await settled(tx, actor, desk));
  });

/** The pen in the hand of somebody who is there: where its holder has left it goes to who came first. */
async function settled(tx: Tx, actor: MemberActor, desk: Desk): Promise<PenView> {
  const { chapterId, present } = desk;
  const pen = await tx.chapterPen.findUnique({ where: { chapterId }, select: penColumns });
  if (pen && present.includes(pen.holder.id)) return toPen(pen);
  return pass(tx, desk, present[0] ?? actor.id);
}

async function pass(tx: Tx, desk: Desk, holderId: string): Promise<PenView> {
  const { chapterId } = desk;
  await tx.chapterPen.upsert({
    where: { chapterId },
    create: { chapterId, holderId },
    update: { holderId, since: new Date(), askedById: null, askedAt: null, version: { increment: 1 } },
    select: { chapterId: true },
  });
  return tell(tx, desk);
}

async function mark(tx: Tx, desk: Desk, askedById: string | null): Promise<PenView> {
  const { chapterId } = desk;
  await tx.chapterPen.update({
    where: { chapterId },
    data: { askedById, askedAt: askedById && new Date(), version: { increment: 1 } },
    select: { chapterId: true },
  });
  return tell(tx, desk);
}

async function tell(tx: Tx, { chapterId, story }: Desk): Promise<PenView> {
  const pen = toPen(await tx.chapterPen.findUniqueOrThrow({ where: { chapterId }, select: penColumns }));
  await announce(tx, penChanged, { ...pen, storyId: story.id, authorId: story.authorId });
  return pen;
}

/** Who has the pen; where its holder is gone, who has it from now on. Twice is once, whoever asks. */
export const settlePen = (actor: MemberActor, input: Chapter): Promise<PenView> =>
  atDesk(actor, input, async (_tx, _desk, pen) => pen);

/** Asks its holder for the pen. */
export const askForPen = (actor: MemberActor, input: Chapter): Promise<PenView> =>
  atDesk(actor, input, async (tx, desk, pen) => {
    if (pen.holder.id === actor.id || pen.asked?.by.id === actor.id) return pen;
    return mark(tx, desk, actor.id);
  });

/** Hands the pen to who asked for it. @throws AppError `conflict` for who has it no more, or when nobody who is there asks. */
export const passPen = (actor: MemberActor, input: Chapter): Promise<PenView> =>
  atDesk(actor, input, async (tx, desk, pen) => {
    requireHolder(actor, pen);
    const next = pen.asked?.by.id;
    if (!next || !desk.present.includes(next))
      throw new AppError("conflict", "Nobody who is here asks for it any more.");
    return pass(tx, desk, next);
  });

/** Keeps the pen, though somebody asked for it. */
export const keepPen = (actor: MemberActor, input: Chapter): Promise<PenView> =>
  atDesk(actor, input, async (tx, desk, pen) => {
    requireHolder(actor, pen);
    return pen.asked ? mark(tx, desk, null) : pen;
  });

/**
 * Takes the pen from who has not written for two minutes, or has not answered for half of one.
 * @throws AppError `conflict` where it is too early, with `details.at`: from when on it can be taken.
 */
export const takePen = (actor: MemberActor, input: Chapter): Promise<PenView> =>
  atDesk(actor, input, async (tx, desk, pen) => {
    if (pen.holder.id === actor.id) return pen;
    const idleAt = Math.max(Date.parse(pen.since), desk.editedAt.getTime()) + idleMs;
    const answerBy = pen.asked?.by.id === actor.id ? Date.parse(pen.asked.at) + patienceMs : Number.POSITIVE_INFINITY;
    const at = Math.min(idleAt, answerBy);
    if (at > Date.now()) {
      throw new AppError("conflict", `${pen.holder.name} is writing. Ask, or wait a little.`, {
        at: new Date(at).toISOString(),
      });
    }
    return pass(tx, desk, actor.id);
  });

function requireHolder(actor: MemberActor, pen: PenView): void {
  if (pen.holder.id !== actor.id) throw new AppError("conflict", `${pen.holder.name} has the pen now.`);
}
