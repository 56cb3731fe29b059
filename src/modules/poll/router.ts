import { z } from "zod";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { anyone, member, router } from "@/trpc/init";
import {
  closePoll,
  createPoll,
  editPoll,
  noteVisit,
  removePoll,
  removeResponse,
  reopenPoll,
  respond,
  withdraw,
} from "./commands";
import { pollChanged, reachesAnswered, resultsUpdated } from "./events";
import { findFollowed, getPoll, listPolls, openAnswer } from "./queries";
import {
  bySlugInput,
  clockView,
  closePollInput,
  createPollInput,
  editPollInput,
  listPollsInput,
  onResultsInput,
  openAnswerInput,
  openedAnswer,
  pollPage,
  pollView,
  removeResponseInput,
  reopenPollInput,
  respondedView,
  respondInput,
  withdrawInput,
} from "./schema";

export const pollRouter = router({
  bySlug: anyone
    .input(bySlugInput)
    .output(pollView)
    .query(({ ctx, input }) => getPoll(ctx.actor, input)),
  list: anyone
    .input(listPollsInput)
    .output(pollPage)
    .query(({ ctx, input }) => listPolls(ctx.actor, input)),
  /** The server's clock, by which polls close. */
  clock: anyone.output(clockView).query(() => ({ now: new Date().toISOString() })),

  create: member
    .input(createPollInput)
    .output(pollView)
    .mutation(({ ctx, input }) => createPoll(ctx.actor, input)),
  edit: member
    .input(editPollInput)
    .output(pollView)
    .mutation(({ ctx, input }) => editPoll(ctx.actor, input)),
  close: member
    .input(closePollInput)
    .output(pollView)
    .mutation(({ ctx, input }) => closePoll(ctx.actor, input)),
  reopen: member
    .input(reopenPollInput)
    .output(pollView)
    .mutation(({ ctx, input }) => reopenPoll(ctx.actor, input)),
  remove: member
    .input(bySlugInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removePoll(ctx.actor, input)),
  removeResponse: member
    .input(removeResponseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeResponse(ctx.actor, input)),

  respond: anyone
    .input(respondInput)
    .output(respondedView)
    .mutation(({ ctx, input }) => respond(ctx.actor, input, ctx)),
  withdraw: anyone
    .input(withdrawInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdraw(ctx.actor, input, ctx)),
  /** A mutation, though it changes nothing: the key must not stand in an address, which logs keep. */
  openAnswer: anyone
    .input(openAnswerInput)
    .output(openedAnswer)
    .mutation(({ ctx, input }) => openAnswer(ctx.actor, input, ctx)),
  /** The member looks at the poll, and will be reminded before it closes unless they answer. */
  visit: member
    .input(bySlugInput)
    .output(z.void())
    .mutation(({ ctx, input }) => noteVisit(ctx.actor, input)),

  /** What the poll has come to after each change, whole; and that something else about it changed. */
  onResults: anyone.input(onResultsInput).subscription(async ({ ctx, input }) => {
    const [{ answered }, viewer] = await Promise.all([findFollowed(ctx.actor, input), viewerFor(ctx.actor)]);
    return live.stream([resultsUpdated, pollChanged], input, {
      viewer,
      after: input.lastEventId,
      only: (event) => reachesAnswered(event, answered || viewer.memberId === organiserOf(event)),
    });
  }),
});

const organiserOf = ({ organiserId }: { organiserId: string }) => organiserId;
