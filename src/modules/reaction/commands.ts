import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import type { MemberActor } from "@/modules/member/actor";
import { notify } from "@/modules/notification/notify";
import { audienceOf } from "@/modules/story/events";
import { findReadable } from "@/modules/story/queries";
import { afterCommit, db, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { log } from "@/platform/log";
import { consume } from "@/platform/rate-limit";
import { singleton } from "@/platform/singleton";
import { kudosCounted } from "./events";
import type { ReactionState } from "./schema";

const reactingLimit = { name: "reaction", points: 60, seconds: 60 };

/**
 * Gives kudos to a story, or takes it back; twice is once.
 * @throws AppError `invalid` for one's own story.
 */
export async function setReaction(
  actor: MemberActor,
  { storyId, given }: { storyId: string; given: boolean },
): Promise<ReactionState> {
  await consume(reactingLimit, actor.id);
  const viewer = await viewerFor(actor);
  return transact(async (tx) => {
    const { authorId } = await findReadable(tx, viewer, storyId);
    if (authorId === actor.id) throw new AppError("invalid", "Kudos are for the stories of others.");
    const reaction = { storyId, memberId: actor.id };
    const { count: changed } = given
      ? await tx.reaction.createMany({ data: [reaction], skipDuplicates: true })
      : await tx.reaction.deleteMany({ where: reaction });
    if (changed > 0) afterCommit(tx, () => tellCount(storyId));
    if (changed > 0 && given)
      notify(tx, { type: "reaction.new", to: authorId, actorId: actor.id, subject: storyId, storyId, data: {} });
    const { kudos } = await tx.story.findUniqueOrThrow({ where: { id: storyId }, select: { kudos: true } });
    return { given, count: kudos };
  });
}

/** Stories whose count was told within the last second, and whether it has changed again. */
const told = singleton("reaction.told", () => new Map<string, { again: boolean }>());

/** Tells the count at once, and once more when the second is over if it has changed meanwhile. */
function tellCount(storyId: string): void {
  const recent = told.get(storyId);
  if (recent) {
    recent.again = true;
    return;
  }
  const entry = { again: false };
  told.set(storyId, entry);
  pulseCount(storyId).catch((error) => log().warn({ err: error, storyId }, "a count of kudos was not told"));
  setTimeout(() => {
    told.delete(storyId);
    if (entry.again) tellCount(storyId);
  }, kudosCounted.intervalMs).unref();
}

/** Reads the count anew, so that the last word of several processes is the right one. */
async function pulseCount(storyId: string): Promise<void> {
  const story = await db().story.findUnique({
    where: { id: storyId },
    select: { id: true, authorId: true, status: true, visibility: true, removedAt: true, kudos: true },
  });
  if (story) await live.pulse(kudosCounted, { storyId, story: audienceOf(story), count: story.kudos });
}
