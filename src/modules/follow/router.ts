import { z } from "zod";
import { byHandleInput } from "@/modules/member/schema";
import { tag } from "@/modules/story/schema";
import { anyone, member, router } from "@/trpc/init";
import { follow, setTagFollow, unfollow } from "./commands";
import { getFollowState, listFollowing } from "./queries";
import { following, followState } from "./schema";

const tagInput = z.object({ tag });

export const followRouter = router({
  state: anyone
    .input(byHandleInput)
    .output(followState)
    .query(({ ctx, input }) => getFollowState(ctx.actor, input)),
  set: member
    .input(byHandleInput)
    .output(followState)
    .mutation(({ ctx, input }) => follow(ctx.actor, input)),
  unset: member
    .input(byHandleInput)
    .output(followState)
    .mutation(({ ctx, input }) => unfollow(ctx.actor, input)),

  /** Everything that I follow. */
  mine: member.output(following).query(({ ctx }) => listFollowing(ctx.actor)),
  setTag: member
    .input(tagInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setTagFollow(ctx.actor, { ...input, following: true })),
  unsetTag: member
    .input(tagInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setTagFollow(ctx.actor, { ...input, following: false })),
});
