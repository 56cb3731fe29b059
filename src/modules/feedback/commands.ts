import { announce } from "@/live/outbox";
import { audit } from "@/modules/audit/audit";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { db, type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { version as appVersion } from "@/platform/version";
import { feedbackChanged } from "./events";
import type { FeedbackItem, FeedbackReceipt, SendFeedback } from "./schema";
import { feedbackColumns, feedbackName, toFeedback } from "./views";

/** Where a command comes from. */
interface Origin {
  /** Null or undefined where nobody knows: such guests share one limit. */
  address?: string | null;
  userAgent?: string | null;
}

const daySeconds = 24 * 60 * 60;
const memberLimit = { name: "feedback", points: 10, seconds: daySeconds };
/** An office, a class or a reading circle shares an address. */
const guestLimit = { name: "feedback-guest", points: 20, seconds: daySeconds };

/**
 * Tells the operators something; the same request again, whoever it comes from by now, returns what it added.
 * @throws AppError `conflict` when the id is that of another text; `rate_limited`.
 */
export async function sendFeedback(actor: Actor, input: SendFeedback, origin: Origin): Promise<FeedbackReceipt> {
  // What did arrive is acknowledged though the day's limit is reached.
  const repeated = await findReceipt(db(), input);
  if (repeated) return repeated;
  const memberId = memberIdOf(actor);
  await (memberId ? consume(memberLimit, memberId) : consume(guestLimit, origin.address ?? "unknown"));
  const { id, kind, text, page, email } = input;
  return transact(async (tx) => {
    const userAgent = origin.userAgent ?? "";
    const { count } = await tx.feedback.createMany({
      data: { id, memberId, kind, text, page, email: memberId ? null : email, userAgent, appVersion },
      skipDuplicates: true,
    });
    if (count > 0) await announce(tx, feedbackChanged, { id, done: null, version: 1 });
    const receipt = await findReceipt(tx, input);
    if (!receipt) throw new Error("what was just added is not there");
    return receipt;
  });
}

async function findReceipt(tx: Tx, { id, text }: SendFeedback): Promise<FeedbackReceipt | null> {
  const row = await tx.feedback.findUnique({ where: { id }, select: { text: true, createdAt: true } });
  if (!row) return null;
  if (row.text !== text) throw new AppError("conflict", "Feedback with this id exists already; make another id.");
  return { id, sentAt: row.createdAt.toISOString() };
}

/** Marks feedback as done; where it is already, nothing happens. @throws AppError `not_found`. */
export const resolveFeedback = (actor: MemberActor, { id }: { id: string }): Promise<FeedbackItem> =>
  transact(async (tx) => {
    const { count } = await tx.feedback.updateMany({
      where: { id, doneAt: null },
      data: { doneAt: new Date(), doneBy: actor.handle, version: { increment: 1 } },
    });
    return tell(tx, actor, id, count > 0 ? "feedback.resolved" : null);
  });

/** Opens feedback again; where it is open, nothing happens. @throws AppError `not_found`. */
export const reopenFeedback = (actor: MemberActor, { id }: { id: string }): Promise<FeedbackItem> =>
  transact(async (tx) => {
    const { count } = await tx.feedback.updateMany({
      where: { id, doneAt: { not: null } },
      data: { doneAt: null, doneBy: null, version: { increment: 1 } },
    });
    return tell(tx, actor, id, count > 0 ? "feedback.reopened" : null);
  });

/** Tells and writes down what was done to it; null where nothing was. */
async function tell(
  tx: Tx,
  actor: MemberActor,
  id: string,
  action: "feedback.resolved" | "feedback.reopened" | null,
): Promise<FeedbackItem> {
  const row = await tx.feedback.findUnique({ where: { id }, select: feedbackColumns });
  if (!row) throw new AppError("not_found", "There is no such feedback.");
  const item = toFeedback(row);
  if (action) {
    const { done, version } = item;
    await announce(tx, feedbackChanged, { id, done, version });
    await audit(tx, actor, { action, subject: { kind: "feedback", id, name: feedbackName(row) } });
  }
  return item;
}
