import type { Prisma } from "@/generated/prisma/client";
import { afterCommit, type Tx } from "@/platform/db";
import type { AnyDurableEvent, PayloadOf } from "./catalogue";
import { relaySlot } from "./process";

/**
 * Announces `event` as part of the transaction `tx`: if it commits, everyone entitled gets the event, whatever dies in
 * between; if it rolls back, nobody does.
 * @param payload fits the event's schema and says which topic it goes to.
 */
export async function announce<Event extends AnyDurableEvent>(
  tx: Tx,
  event: Event,
  payload: PayloadOf<Event>,
): Promise<void> {
  const data = event.payload.parse(payload) as never;
  const topic = event.topic(data);
  const subject = event.subject?.(data) ?? null;
  if (event.retracts && subject) {
    await tx.liveEvent.updateMany({ where: { topic, subject, retracted: false }, data: { retracted: true } });
  }
  await tx.liveEvent.create({
    data: { topic, name: event.name, subject, payload: data satisfies Prisma.InputJsonValue },
    select: { id: true },
  });
  afterCommit(tx, () => relaySlot.get().wake());
}
