import type { Tx } from "@/platform/db";

/**
 * Takes a list from everybody but who keeps it, for moderators.
 * @returns null where there is nothing to hide.
 */
export async function hideList(tx: Tx, id: string): Promise<Record<string, never> | null> {
  const { count } = await tx.readingList.updateMany({ where: { id, hiddenAt: null }, data: { hiddenAt: new Date() } });
  return count > 0 ? {} : null;
}

/** Ends what `hideList` did. */
export async function showList(tx: Tx, id: string): Promise<void> {
  await tx.readingList.updateMany({ where: { id }, data: { hiddenAt: null } });
}
