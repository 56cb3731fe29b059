import { accessChanged } from "@/live/access";
import { announce } from "@/live/outbox";
import { viewerFor } from "@/modules/follow/queries";
import type { MemberActor } from "@/modules/member/actor";
import { findReadable } from "@/modules/story/queries";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { unwantedChanged } from "./events";
import { mostStories, mostTags, type Unwanted, type UnwantedState } from "./schema";

/** Where a command comes from, for those who show its effect already. */
interface Origin {
  /** Random id of the browser tab; null for services. */
  tab: string | null;
}

/**
 * From here on it does not come before the actor by itself, on streams that are open too: in feeds, pop-ups, discoveries and
 * the bell, whomever they follow. It stays where they go to it: by its link, on its author's page, in a search for words, or in
 * the feed under the tag itself. Twice is once.
 * @throws AppError `invalid` for a story of one's own, and where there is no room for more; `not_found` for a story that the
 * actor may not read.
 */
export async function setUnwanted(actor: MemberActor, what: Unwanted, { tab }: Origin): Promise<UnwantedState> {
  const viewer = what.kind === "story" ? await viewerFor(actor) : null;
  await transact(async (tx) => {
    if (what.kind === "story" && viewer) {
      const { authorId } = await findReadable(tx, viewer, what.storyId);
      if (authorId === actor.id) throw new AppError("invalid", "Your own stories cannot be hidden from you.");
    }
    // Of two that come at once, the second sees how many there are after the first.
    await tx.$queryRaw`SELECT id FROM "Member" WHERE id = ${actor.id} FOR NO KEY UPDATE`;
    const added = await (what.kind === "tag" ? addTag(tx, actor, what.tag) : addStory(tx, actor, what.storyId));
    if (added) await tell(tx, actor, what, true, tab);
  });
  return { unwanted: true };
}

async function addTag(tx: Tx, { id: memberId }: MemberActor, tag: string): Promise<boolean> {
  const { count } = await tx.unwantedTag.createMany({ data: [{ memberId, tag }], skipDuplicates: true });
  if ((await tx.unwantedTag.count({ where: { memberId } })) > mostTags) throw full(`${mostTags} tags`);
  return count > 0;
}

async function addStory(tx: Tx, { id: memberId }: MemberActor, storyId: string): Promise<boolean> {
  const { count } = await tx.unwantedStory.createMany({ data: [{ memberId, storyId }], skipDuplicates: true });
  if ((await tx.unwantedStory.count({ where: { memberId } })) > mostStories) throw full(`${mostStories} stories`);
  return count > 0;
}

const full = (most: string) =>
  new AppError("invalid", `You have hidden ${most}; that is as many as fit. Take some back in the settings first.`);

/** It may come up again. */
export async function liftUnwanted(actor: MemberActor, what: Unwanted, { tab }: Origin): Promise<UnwantedState> {
  const memberId = actor.id;
  await transact(async (tx) => {
    const { count } =
      what.kind === "tag"
        ? await tx.unwantedTag.deleteMany({ where: { memberId, tag: what.tag } })
        : await tx.unwantedStory.deleteMany({ where: { memberId, storyId: what.storyId } });
    if (count > 0) await tell(tx, actor, what, false, tab);
  });
  return { unwanted: false };
}

async function tell(tx: Tx, { id: memberId }: MemberActor, what: Unwanted, set: boolean, tab: string | null) {
  await announce(tx, accessChanged, { type: "unwanted-changed", memberId, what, set });
  await announce(tx, unwantedChanged, { memberId, what, set, origin: tab });
}
