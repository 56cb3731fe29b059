import { z } from "zod";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { admin, anyone, member, moderator, router } from "@/trpc/init";
import { answerAppeal, appeal, claimCase, decideCase, liftMeasure, releaseCase, report, setRole } from "./commands";
import { caseChanged } from "./events";
import { findMembers, getCase, getNotice, listCases } from "./queries";
import {
  answerInput,
  appealInput,
  caseIdInput,
  caseItem,
  caseView,
  decideInput,
  findMembersInput,
  liftInput,
  memberEntry,
  noticeInput,
  noticeView,
  onQueueInput,
  queueInput,
  queuePage,
  reportInput,
  reportReceipt,
  setRoleInput,
} from "./schema";

export const moderationRouter = router({
  report: member
    .input(reportInput)
    .output(reportReceipt)
    .mutation(({ ctx, input }) => report(ctx.actor, input)),

  /** What moderators did, for the member whom it concerns, or whoever has the key of the notice. */
  notice: anyone
    .input(noticeInput)
    .output(noticeView)
    .query(({ ctx, input }) => getNotice(ctx.actor, input)),
  appeal: anyone
    .input(appealInput)
    .output(noticeView)
    .mutation(({ ctx, input }) => appeal(ctx.actor, input)),

  queue: moderator
    .input(queueInput)
    .output(queuePage)
    .query(({ ctx, input }) => listCases(ctx.actor, input)),
  byId: moderator
    .input(caseIdInput)
    .output(caseView)
    .query(({ ctx, input }) => getCase(ctx.actor, input)),
  claim: moderator
    .input(caseIdInput)
    .output(caseItem)
    .mutation(({ ctx, input }) => claimCase(ctx.actor, input)),
  release: moderator
    .input(caseIdInput)
    .output(caseItem)
    .mutation(({ ctx, input }) => releaseCase(ctx.actor, input)),
  answer: moderator
    .input(answerInput)
    .output(caseItem)
    .mutation(({ ctx, input }) => answerAppeal(ctx.actor, input)),
  /** Ends a measure: shows what was hidden, ends a suspension. */
  lift: moderator
    .input(liftInput)
    .output(z.void())
    .mutation(({ ctx, input }) => liftMeasure(ctx.actor, input)),
  /** Whom a role can be given to, or taken from. */
  members: admin
    .input(findMembersInput)
    .output(z.array(memberEntry))
    .query(({ input }) => findMembers(input)),
  setRole: admin
    .input(setRoleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setRole(ctx.actor, input)),

  /** Each change of a case, whole. */
  onQueue: moderator
    .input(onQueueInput)
    .subscription(async ({ ctx, input }) =>
      live.stream([caseChanged], undefined, { viewer: await viewerFor(ctx.actor), after: input.lastEventId }),
    ),
});

/** The verdict on a case, which other services know as `admin.moderate`. */
export const verdictRouter = router({
  moderate: moderator
    .input(decideInput)
    .output(caseItem)
    .mutation(({ ctx, input }) => decideCase(ctx.actor, input)),
});
