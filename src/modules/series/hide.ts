import { announce } from "@/live/outbox";
import type { Tx } from "@/platform/db";
import { seriesChanged } from "./events";

/**
 * Takes a series from everybody but its author, for moderators; the stories in it stay.
 * @returns null where there is nothing to hide.
 */
export async function hideSeries(tx: Tx, id: string): Promise<Record<string, never> | null> {
  return (await change(tx, id, new Date())) ? {} : null;
}

/** Ends what `hideSeries` did. */
export async function showSeries(tx: Tx, id: string): Promise<void> {
  await change(tx, id, null);
}

async function change(tx: Tx, id: string, hiddenAt: Date | null): Promise<boolean> {
  const where = { id, hiddenAt: hiddenAt ? null : { not: null } };
  const [changed] = await tx.series.updateManyAndReturn({ where, data: { hiddenAt }, select: { authorId: true } });
  if (changed) await announce(tx, seriesChanged, { id, ...changed });
  return changed !== undefined;
}
