import { z } from "zod";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { anyone, member, router } from "@/trpc/init";
import {
  addToSeries,
  createSeries,
  followSeries,
  moveInSeries,
  removeSeries,
  takeFromSeries,
  unfollowSeries,
  updateSeries,
} from "./commands";
import { seriesChanged } from "./events";
import { getSeries, getSeriesPlace, listFollowedSeries, listSeries, requireVisible } from "./queries";
import {
  createSeriesInput,
  entryInput,
  followState,
  moveEntryInput,
  ofAuthorInput,
  ofStoryInput,
  onSeriesChangedInput,
  seriesIdInput,
  seriesItem,
  seriesPlace,
  seriesSlugInput,
  seriesView,
  updateSeriesInput,
} from "./schema";

export const seriesRouter = router({
  bySlug: anyone
    .input(seriesSlugInput)
    .output(seriesView)
    .query(({ ctx, input }) => getSeries(ctx.actor, input)),
  byAuthor: anyone
    .input(ofAuthorInput)
    .output(z.array(seriesItem))
    .query(({ ctx, input }) => listSeries(ctx.actor, input)),
  /** The series that a story is in, and its neighbours there. */
  ofStory: anyone
    .input(ofStoryInput)
    .output(seriesPlace)
    .query(({ ctx, input }) => getSeriesPlace(ctx.actor, input)),
  followed: member.output(z.array(seriesItem)).query(({ ctx }) => listFollowedSeries(ctx.actor)),

  create: member
    .input(createSeriesInput)
    .output(seriesView)
    .mutation(({ ctx, input }) => createSeries(ctx.actor, input)),
  update: member
    .input(updateSeriesInput)
    .output(seriesView)
    .mutation(({ ctx, input }) => updateSeries(ctx.actor, input)),
  remove: member
    .input(seriesIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeSeries(ctx.actor, input)),
  add: member
    .input(entryInput)
    .output(seriesView)
    .mutation(({ ctx, input }) => addToSeries(ctx.actor, input)),
  take: member
    .input(entryInput)
    .output(seriesView)
    .mutation(({ ctx, input }) => takeFromSeries(ctx.actor, input)),
  move: member
    .input(moveEntryInput)
    .output(seriesView)
    .mutation(({ ctx, input }) => moveInSeries(ctx.actor, input)),
  /** That something about the series changed. */
  onChanged: anyone.input(onSeriesChangedInput).subscription(async ({ ctx, input }) => {
    const [viewer] = await Promise.all([viewerFor(ctx.actor), requireVisible(ctx.actor, input.id)]);
    return live.stream([seriesChanged], input, { viewer, after: input.lastEventId });
  }),
  follow: member
    .input(seriesIdInput)
    .output(followState)
    .mutation(({ ctx, input }) => followSeries(ctx.actor, input)),
  unfollow: member
    .input(seriesIdInput)
    .output(followState)
    .mutation(({ ctx, input }) => unfollowSeries(ctx.actor, input)),
});
