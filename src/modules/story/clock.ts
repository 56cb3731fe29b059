import { enqueueTask, withdraw } from "@/jobs/queue";
import type { Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { publishScheduled } from "./jobs";
import { changeState, offTheClock, requireAllowed } from "./publication";
import type { Visibility } from "./schema";
import type { ManuscriptRow } from "./views";

const keyOf = (id: string) => `publish ${id}`;

/**
 * Has a story publish itself at an instant; one that waits already is given the new one. It can be edited until then.
 * @throws AppError `invalid` for one that is published, in the trash, or without text.
 */
export async function putOnClock(
  tx: Tx,
  before: ManuscriptRow,
  { at, visibility, tab }: { at: Date; visibility: Visibility; tab: string | null },
): Promise<ManuscriptRow> {
  const { id } = before;
  requireAllowed(before);
  if (before.status === "published") throw new AppError("invalid", "This story is published already.");
  const written = { storyId: id, position: { not: null }, draft: false, words: { gt: 0 } };
  if ((await tx.chapter.count({ where: written })) === 0)
    throw new AppError("invalid", "There is no text to publish yet.");
  await enqueueTask(tx, publishScheduled, { id }, { runAt: at, key: keyOf(id) });
  return changeState(tx, before, { ...offTheClock, status: "scheduled", visibility, scheduledFor: at }, tab);
}

/** Makes a scheduled story a draft again. */
export async function takeOffClock(tx: Tx, before: ManuscriptRow, tab: string | null): Promise<ManuscriptRow> {
  if (before.status !== "scheduled") return before;
  await withdraw(tx, keyOf(before.id));
  return changeState(tx, before, { ...offTheClock, status: "draft" }, tab);
}
