import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { member, router } from "@/trpc/init";
import { cancelJob, retryJob } from "./commands";
import { jobChanged, jobTicked, myJobChanged, myJobTicked } from "./events";
import { getJob, listJobs } from "./queries";
import { isOver, jobIdInput, jobListInput, jobPage, jobSummary, jobUpdateInput, jobView, myJobsInput } from "./schema";

export const jobRouter = router({
  /** All of a job, as `onUpdate` begins with it. */
  byId: member
    .input(jobIdInput)
    .output(jobView)
    .query(({ ctx, input }) => getJob(ctx.actor, input)),
  list: member
    .input(jobListInput)
    .output(jobPage)
    .query(({ ctx, input }) => listJobs(ctx.actor, input)),
  cancel: member
    .input(jobIdInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => cancelJob(ctx.actor, input)),
  retry: member
    .input(jobIdInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => retryJob(ctx.actor, input)),

  /** The job as it is, then every change, until it is over: see `jobUpdate` for the three kinds of messages. */
  onUpdate: member.input(jobUpdateInput).subscription(async ({ ctx, input: { id, lastEventId } }) => {
    const first = await getJob(ctx.actor, { id });
    return live.stream([jobChanged, jobTicked], first, {
      viewer: await viewerFor(ctx.actor),
      after: lastEventId,
      opening: async () => ({ type: "snapshot" as const, job: await getJob(ctx.actor, { id }) }),
      isLast: (update) => update.type !== "ticked" && isOver(update.job.state),
    });
  }),
  /** The changes of all jobs of the member; begin with `list` and its `live`. */
  onMine: member.input(myJobsInput).subscription(async ({ ctx, input }) =>
    live.stream(
      [myJobChanged, myJobTicked],
      { ownerId: ctx.actor.id },
      {
        viewer: await viewerFor(ctx.actor),
        after: input.lastEventId,
      },
    ),
  ),
});
