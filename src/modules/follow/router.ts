import { byHandleInput } from "@/modules/member/schema";
import { anyone, member, router } from "@/trpc/init";
import { follow, unfollow } from "./commands";
import { getFollowState } from "./queries";
import { followState } from "./schema";

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
});
