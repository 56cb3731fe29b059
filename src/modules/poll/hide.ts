import { announce } from "@/live/outbox";
import { audienceOf } from "@/modules/story/events";
import type { Tx } from "@/platform/db";
import { pollChanged } from "./events";

/**
 * Takes a poll from everybody but its organiser, for moderators; open pages read it again, and find it gone.
 * @returns null where there is nothing to hide.
 */
export async function hidePoll(tx: Tx, id: string): Promise<Record<string, never> | null> {
  return (await change(tx, id, new Date())) ? {} : null;
}

/** Ends what `hidePoll` did. */
export async function showPoll(tx: Tx, id: string): Promise<void> {
  await change(tx, id, null);
}

async function change(tx: Tx, id: string, hiddenAt: Date | null): Promise<boolean> {
  const { count } = await tx.poll.updateMany({
    where: { id, hiddenAt: hiddenAt ? null : { not: null } },
    data: { hiddenAt, version: { increment: 1 } },
  });
  if (count === 0) return false;
  const { slug, organiserId, story, version } = await tx.poll.findUniqueOrThrow({
    where: { id },
    select: { slug: true, organiserId: true, version: true, story: true },
  });
  await announce(tx, pollChanged, { type: "changed", slug, organiserId, story: story && audienceOf(story), version });
  return true;
}
