import { announce } from "@/live/outbox";
import { audit } from "@/modules/audit/audit";
import type { MemberActor } from "@/modules/member/actor";
import { type Tx, transact } from "@/platform/db";
import { bulletinChanged } from "./events";
import { findCurrent } from "./queries";
import type { BulletinView, PostBulletin } from "./schema";

/** Of two who post at once the second finds what the first said. */
const takeTurns = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('bulletin', 0))`;

/** Says something to everybody, in the place of what was said before. */
export async function postBulletin(actor: MemberActor, { text, tone, minutes }: PostBulletin): Promise<BulletinView> {
  return transact(async (tx) => {
    await takeTurns(tx);
    const now = new Date();
    await tx.bulletin.updateMany({ where: { OR: [{ endsAt: null }, { endsAt: { gt: now } }] }, data: { endsAt: now } });
    const endsAt = minutes === null ? null : new Date(now.getTime() + minutes * 60_000);
    const { id } = await tx.bulletin.create({
      data: { text, tone, by: actor.handle, postedAt: now, endsAt },
      select: { id: true },
    });
    const bulletin = { id, text, tone, postedAt: now.toISOString(), endsAt: endsAt?.toISOString() ?? null };
    await announce(tx, bulletinChanged, { bulletin });
    await audit(tx, actor, { action: "bulletin.posted", subject: { kind: "notice", id, name: text } });
    return bulletin;
  });
}

/** Takes down what is shown; where it has ended already, nothing happens. */
export async function takeDownBulletin(actor: MemberActor): Promise<void> {
  await transact(async (tx) => {
    await takeTurns(tx);
    const current = await findCurrent(tx);
    if (!current) return;
    await tx.bulletin.update({ where: { id: current.id }, data: { endsAt: new Date() }, select: { id: true } });
    await announce(tx, bulletinChanged, { bulletin: null });
    const subject = { kind: "notice", id: current.id, name: current.text };
    await audit(tx, actor, { action: "bulletin.taken-down", subject });
  });
}
