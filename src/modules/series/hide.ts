import type { Tx } from "@/platform/db";

/**
 * Takes a series from everybody but its author, for moderators; the stories in it stay.
 * @returns null where there is nothing to hide.
 */
export async function hideSeries(tx: Tx, id: string): Promise<Record<string, never> | null> {
  const { count } = await tx.series.updateMany({ where: { id, hiddenAt: null }, data: { hiddenAt: new Date() } });
  return count > 0 ? {} : null;
}

/** Ends what `hideSeries` did. */
export async function showSeries(tx: Tx, id: string): Promise<void> {
  await tx.series.updateMany({ where: { id }, data: { hiddenAt: null } });
}
