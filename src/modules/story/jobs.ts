import { z } from "zod";
import { defineTask, type RecurringTask } from "@/jobs/queue";
import { notify } from "@/modules/notification/notify";
import { db, type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { log } from "@/platform/log";
import { putUp, tellStudio } from "./publication";
import { manuscriptColumns } from "./views";

export { orphanStory, removeForGood } from "./departure";

/** Later than this, and the author is told that it was not on time, in milliseconds. */
const lateMs = 5 * 60 * 1_000;

/** Publishes a story at its time. */
export const publishScheduled = defineTask({
  name: "story-publish-scheduled",
  input: z.object({ id: z.string() }),
  run: ({ id }) => publishDue(id),
});

/** Publishes what should be up by now, such as after a downtime, and tries again what could not be. */
export const catchUpSchedule: RecurringTask = {
  name: "story-catch-up-schedule",
  cron: "* * * * *",
  run: publishAllDue,
};

/** The author's row is read along, so that a ban stops what was scheduled before it. */
const dueNow = `status = 'scheduled' AND "scheduledFor" <= now() AND "removedAt" IS NULL`;

/**
 * Publishes a scheduled story whose time has come, as its author would by hand. Safe to call at any time, by any number of
 * processes: what is not due, or is done, is left alone. What cannot be published is overdue, and its author is told once.
 * @throws what the database does.
 */
async function publishDue(id: string): Promise<void> {
  try {
    await transact(async (tx) => {
      if (!(await isDue(tx, id))) return;
      const before = await tx.story.findUniqueOrThrow({ where: { id }, select: manuscriptColumns });
      const late = Date.now() - (before.scheduledFor?.getTime() ?? 0) > lateMs;
      await putUp(tx, before, { visibility: before.visibility, tab: null });
      if (late && before.overdue === null) tellAuthor(tx, before);
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await markOverdue(id, error.message);
  }
}

/** Publishes whatever is overdue. One that fails does not hold up the others. */
async function publishAllDue(signal: AbortSignal): Promise<void> {
  const due = await db().$queryRawUnsafe<{ id: string }[]>(
    `SELECT id FROM "Story" WHERE ${dueNow} ORDER BY "scheduledFor"`,
  );
  for (const { id } of due) {
    signal.throwIfAborted();
    try {
      await publishDue(id);
    } catch (error) {
      log().error({ err: error, story: id }, "schedule: not published");
      await markOverdue(id, "Something went wrong on our side.");
    }
  }
}

/** Whether its time has come, by the clock of the database; from here to the end of `tx` nobody else changes that. */
async function isDue(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRawUnsafe<unknown[]>(
    `SELECT 1 FROM "Story" JOIN "Member" ON "Member".id = "authorId" AND "bannedAt" IS NULL
     WHERE "Story".id = $1 AND ${dueNow} FOR UPDATE OF "Story"`,
    id,
  );
  return rows.length > 0;
}

const markOverdue = (id: string, why: string): Promise<void> =>
  transact(async (tx) => {
    if (!(await isDue(tx, id))) return;
    const { count } = await tx.story.updateMany({
      where: { id, overdue: null },
      data: { overdue: why, version: { increment: 1 } },
    });
    if (count === 0) return;
    const story = await tx.story.findUniqueOrThrow({ where: { id }, select: manuscriptColumns });
    await tellStudio(tx, story, null);
    tellAuthor(tx, story);
  });

const tellAuthor = (tx: Tx, { id, authorId }: { id: string; authorId: string }) =>
  notify(tx, { type: "story.overdue", to: authorId, subject: id, storyId: id, data: {} });
