import type { RecurringTask } from "@/jobs/queue";
import { db, transact } from "@/platform/db";
import { lift } from "./measures";

/** Ends the suspensions whose time is over, within a minute of it. */
export const endBans: RecurringTask = {
  name: "moderation-end-bans",
  cron: "* * * * *",
  async run(signal) {
    const over = await db().measure.findMany({
      where: { kind: "ban", liftedAt: null, until: { lte: new Date() } },
      select: { id: true },
    });
    for (const { id } of over) {
      signal.throwIfAborted();
      await transact((tx) => lift(tx, id, null));
    }
  },
};
