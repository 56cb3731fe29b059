import type { Prisma } from "@/generated/prisma/client";
import { afterCommit, type Tx } from "@/platform/db";
import { currentTrace, traced } from "@/platform/tracing";
import type { AnyDurableEvent, PayloadOf } from "./catalogue";
import { relaySlot } from "./process";

/**
 * Announces `event` as part of the transaction `tx`: if it commits, everyone entitled gets the event, whatever dies in
 * between; if it rolls back, nobody does.
 * @param payload fits the event's schema and says which topic it goes to.
 */
export const announce = <Event extends AnyDurableEvent>(
  tx: Tx,
  event: Event,
  payload: PayloadOf<Event>,
): Promise<void> => announceAll(tx, event, [payload]);

/** Announces `event` once for each payload, in their order and with one statement, however many topics they go to. */
export async function announceAll<Event extends AnyDurableEvent>(
  tx: Tx,
  event: Event,
  payloads: readonly PayloadOf<Event>[],
): Promise<void> {
  if (payloads.length === 0) return;
  await traced(
    () => ({ name: `announce ${event.name}` }),
    () => insert(tx, event, payloads),
  );
  afterCommit(tx, () => relaySlot.get().wake());
}

async function insert<Event extends AnyDurableEvent>(
  tx: Tx,
  event: Event,
  payloads: readonly PayloadOf<Event>[],
): Promise<void> {
  const trace = currentTrace();
  const rows = payloads.map((payload) => {
    const data = event.payload.parse(payload) as never;
    return {
      topic: event.topic(data),
      name: event.name,
      subject: event.subject?.(data) ?? null,
      payload: data satisfies Prisma.InputJsonValue,
      trace,
    };
  });
  if (event.retracts) await retract(tx, rows);
  await tx.liveEvent.createMany({ data: rows });
}

async function retract(tx: Tx, rows: readonly { topic: string; subject: string | null }[]): Promise<void> {
  const about = rows.filter(({ subject }) => subject !== null);
  await tx.$executeRaw`
    UPDATE "LiveEvent" event SET retracted = true
    FROM unnest(${about.map(({ topic }) => topic)}::text[], ${about.map(({ subject }) => subject)}::text[])
      AS gone(topic, subject)
    WHERE event.topic = gone.topic AND event.subject = gone.subject AND NOT event.retracted`;
}
