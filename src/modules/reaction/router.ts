import { z } from "zod";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { requireReadable } from "@/modules/story/queries";
import { anyone, member, router } from "@/trpc/init";
import { setReaction } from "./commands";
import { kudosCounted } from "./events";
import { getReaction, listReactions } from "./queries";
import { onCountInput, reactionInput, reactionOfStory, reactionState, reactionsInput } from "./schema";

export const reactionRouter = router({
  state: anyone
    .input(reactionInput)
    .output(reactionState)
    .query(({ ctx, input }) => getReaction(ctx.actor, input)),
  /** Of many stories at once; those that one may not read are left out. */
  states: anyone
    .input(reactionsInput)
    .output(z.array(reactionOfStory))
    .query(({ ctx, input }) => listReactions(ctx.actor, input)),
  set: member
    .input(reactionInput)
    .output(reactionState)
    .mutation(({ ctx, input }) => setReaction(ctx.actor, { ...input, given: true })),
  unset: member
    .input(reactionInput)
    .output(reactionState)
    .mutation(({ ctx, input }) => setReaction(ctx.actor, { ...input, given: false })),
  /** The count as it changes, at most once a second. */
  onCount: anyone.input(onCountInput).subscription(async ({ ctx, input: { storyId, lastEventId } }) => {
    const viewer = await viewerFor(ctx.actor);
    await requireReadable(viewer, storyId);
    return live.stream([kudosCounted], { storyId }, { viewer, after: lastEventId });
  }),
});
