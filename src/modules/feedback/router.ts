import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { guest } from "@/modules/member/actor";
import { anyone, moderator, router } from "@/trpc/init";
import { liveIdentity } from "@/trpc/live-identity";
import { reopenFeedback, resolveFeedback, sendFeedback } from "./commands";
import { feedbackChanged } from "./events";
import { listFeedback } from "./queries";
import {
  feedbackIdInput,
  feedbackItem,
  feedbackList,
  feedbackReceipt,
  listFeedbackInput,
  onFeedbackInput,
  sendFeedbackInput,
} from "./schema";

export const feedbackRouter = router({
  /** Tells the operators what is wrong or missing. */
  send: anyone
    .input(sendFeedbackInput)
    .output(feedbackReceipt)
    // A page that was rendered for a guest promises that no name goes along, and that an address does.
    .mutation(({ ctx, input }) => sendFeedback(ctx.as === liveIdentity(guest) ? guest : ctx.actor, input, ctx)),

  list: moderator
    .input(listFeedbackInput)
    .output(feedbackList)
    .query(({ input }) => listFeedback(input)),
  resolve: moderator
    .input(feedbackIdInput)
    .output(feedbackItem)
    .mutation(({ ctx, input }) => resolveFeedback(ctx.actor, input)),
  reopen: moderator
    .input(feedbackIdInput)
    .output(feedbackItem)
    .mutation(({ ctx, input }) => reopenFeedback(ctx.actor, input)),

  /** That some came in, was done, or opened again: which, but not what it says. */
  onChanged: moderator
    .input(onFeedbackInput)
    .subscription(async ({ ctx, input }) =>
      live.stream([feedbackChanged], undefined, { viewer: await viewerFor(ctx.actor), after: input.lastEventId }),
    ),
});
