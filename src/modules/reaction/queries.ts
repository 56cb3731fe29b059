import { viewerFor } from "@/modules/follow/queries";
import { type Actor, memberIdOf } from "@/modules/member/actor";
import { findReadable, listReadable } from "@/modules/story/queries";
import { db, type Tx } from "@/platform/db";
import type { ReactionOfStory, ReactionState } from "./schema";

/** @throws AppError `not_found` when the actor may not read the story. */
export async function getReaction(actor: Actor, { storyId }: { storyId: string }): Promise<ReactionState> {
  const { kudos } = await findReadable(db(), await viewerFor(actor), storyId);
  return { count: kudos, given: (await givenBy(db(), actor, [storyId])).has(storyId) };
}

/** Of those stories that the actor may read. */
export async function listReactions(actor: Actor, { storyIds }: { storyIds: string[] }): Promise<ReactionOfStory[]> {
  const stories = await listReadable(await viewerFor(actor), storyIds);
  const given = await givenBy(db(), actor, storyIds);
  return stories.map(({ id, kudos }) => ({ storyId: id, count: kudos, given: given.has(id) }));
}

async function givenBy(tx: Tx, actor: Actor, storyIds: string[]): Promise<Set<string>> {
  const memberId = memberIdOf(actor);
  if (!memberId) return new Set();
  const rows = await tx.reaction.findMany({
    where: { memberId, storyId: { in: storyIds } },
    select: { storyId: true },
  });
  return new Set(rows.map(({ storyId }) => storyId));
}
