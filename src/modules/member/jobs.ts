import type { RecurringTask } from "@/jobs/queue";
import { orphanStory, removeForGood } from "@/modules/story/jobs";
import { db, type Tx, transact } from "@/platform/db";
import { log } from "@/platform/log";

/** Deletes the accounts whose time has come. */
export const eraseAccounts: RecurringTask = {
  name: "erase-accounts",
  cron: "*/10 * * * *",
  run: (signal) => eraseDue(new Date(), signal),
};

/**
 * Deletes the accounts that are due at `now`, each in steps that can be done again: from the first on nobody can sign in to it
 * any more, so that an account is never kept with half of its stories.
 */
export async function eraseDue(now: Date, signal: AbortSignal): Promise<void> {
  const due = await db().member.findMany({ where: { deletionDueAt: { lte: now } }, select: { id: true } });
  for (const { id } of due) {
    signal.throwIfAborted();
    await erase(id, now, signal);
  }
}

async function erase(id: string, now: Date, signal: AbortSignal): Promise<void> {
  const member = await transact(async (tx) => {
    // Who signs in at this moment comes before, and stays, or after, and is unknown.
    const [row] = await tx.$queryRaw<{ keeps: boolean }[]>`
      SELECT "deletionKeepsStories" AS keeps FROM "Member" WHERE id = ${id} AND "deletionDueAt" <= ${now} FOR UPDATE`;
    if (!row) return null;
    await tx.account.deleteMany({ where: { memberId: id } });
    await tx.session.deleteMany({ where: { memberId: id } });
    await tx.apiKey.deleteMany({ where: { referenceId: id } });
    return row;
  });
  if (!member) return;
  const stories = await db().story.findMany({ where: { authorId: id }, select: { id: true } });
  for (const story of stories) {
    signal.throwIfAborted();
    await transact(async (tx) => {
      const stays = member.keeps && (await orphanStory(tx, story.id, await nobody(tx)));
      if (!stays) await removeForGood(tx, story.id);
    });
  }
  // The rest goes with the row, or, as comments do, stays without a name.
  await transact(async (tx) => void (await tx.member.deleteMany({ where: { id } })));
  log().info({ stories: stories.length, kept: member.keeps }, "account deleted");
}

const orphanage = {
  id: "orphaned",
  handle: "orphaned",
  name: "Orphaned",
  email: "orphaned@inkwire.invalid",
  bio: "Stories whose authors have left, and left them to their readers.",
};

/** Under whom stories stay whose authors have left. Nobody can sign in as this member. */
async function nobody(tx: Tx): Promise<string> {
  await tx.member.createMany({ data: [orphanage], skipDuplicates: true });
  return orphanage.id;
}
