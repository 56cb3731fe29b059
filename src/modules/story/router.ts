import { z } from "zod";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { memberIdOf } from "@/modules/member/actor";
import { anyone, member, router } from "@/trpc/init";
import {
  createStory,
  publishStory,
  recordRead,
  removeStory,
  restoreStory,
  scheduleStory,
  unpublishStory,
  unscheduleStory,
  updateStory,
} from "./commands";
import {
  storyPublished,
  storyTextUpdated,
  storyTextWithdrawn,
  storyUpdated,
  storyWithdrawn,
  studioChanged,
} from "./events";
import { isFollowed, isWanted, isWelcome } from "./policy";
import { getManuscript, getStoryBySlug, listFeed, listMine, listTags } from "./queries";
import {
  bySlugInput,
  createStoryInput,
  feedInput,
  feedPage,
  manuscriptView,
  mineInput,
  minePage,
  onChangedInput,
  onMineInput,
  onPublishedInput,
  publishStoryInput,
  scheduleStoryInput,
  storyIdInput,
  storyView,
  studioItem,
  tagCount,
  updateStoryInput,
} from "./schema";

export const storyRouter = router({
  feed: anyone
    .input(feedInput)
    .output(feedPage)
    .query(({ ctx, input }) => listFeed(ctx.actor, input)),
  tags: anyone.output(z.array(tagCount)).query(() => listTags()),
  bySlug: anyone
    .input(bySlugInput)
    .output(storyView)
    .query(({ ctx, input }) => getStoryBySlug(ctx.actor, input)),
  mine: member
    .input(mineInput)
    .output(minePage)
    .query(({ ctx, input }) => listMine(ctx.actor, input)),
  manuscript: member
    .input(storyIdInput)
    .output(manuscriptView)
    .query(({ ctx, input }) => getManuscript(ctx.actor, input)),

  create: member
    .input(createStoryInput)
    .output(manuscriptView)
    .mutation(({ ctx, input }) => createStory(ctx.actor, input)),
  update: member
    .input(updateStoryInput)
    .output(manuscriptView)
    .mutation(({ ctx, input }) => updateStory(ctx.actor, input, ctx)),
  publish: member
    .meta({ scope: "publish" })
    .input(publishStoryInput)
    .output(studioItem)
    .mutation(({ ctx, input }) => publishStory(ctx.actor, input, ctx)),
  schedule: member
    .meta({ scope: "publish" })
    .input(scheduleStoryInput)
    .output(studioItem)
    .mutation(({ ctx, input }) => scheduleStory(ctx.actor, input, ctx)),
  unschedule: member
    .meta({ scope: "publish" })
    .input(storyIdInput)
    .output(studioItem)
    .mutation(({ ctx, input }) => unscheduleStory(ctx.actor, input, ctx)),
  unpublish: member
    .meta({ scope: "publish" })
    .input(storyIdInput)
    .output(studioItem)
    .mutation(({ ctx, input }) => unpublishStory(ctx.actor, input, ctx)),
  remove: member
    .meta({ scope: "publish" })
    .input(storyIdInput)
    .output(studioItem)
    .mutation(({ ctx, input }) => removeStory(ctx.actor, input, ctx)),
  restore: member
    .input(storyIdInput)
    .output(studioItem)
    .mutation(({ ctx, input }) => restoreStory(ctx.actor, input, ctx)),

  /** Counts the reader once. Guests without a browser key are not counted. */
  markRead: anyone
    .input(storyIdInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const memberId = memberIdOf(ctx.actor);
      const key = memberId ?? ctx.visitor;
      if (key) await recordRead({ key, memberId }, input);
    }),

  /** Each story as it is published, from now or from `lastEventId` on. */
  onPublished: anyone.input(onPublishedInput).subscription(async ({ ctx, input }) => {
    const viewer = await viewerFor(ctx.actor);
    return live.stream([storyPublished], null, {
      viewer,
      after: input.lastEventId,
      only: ({ id, author, genre, tags, rating, warnings }) =>
        !viewer.muted.has(author.id) &&
        (input.authorId !== undefined ||
          (isWelcome(viewer, { author, rating, warnings }) && isWanted(viewer, { id, author, tags }, input.tag))) &&
        (!input.genre || genre === input.genre) &&
        (!input.tag || tags.includes(input.tag)) &&
        (!input.authorId || author.id === input.authorId) &&
        (!input.following || isFollowed(viewer, author.id, tags)),
    });
  }),

  /** Changes and withdrawals of published stories: of one that is open, of those of an author, or of all. */
  onChanged: anyone.input(onChangedInput).subscription(async ({ ctx, input: { id, authorId, lastEventId } }) => {
    const options = { viewer: await viewerFor(ctx.actor), after: lastEventId };
    if (id) return live.stream([storyTextUpdated, storyTextWithdrawn], { id }, options);
    return live.stream([storyUpdated, storyWithdrawn], null, {
      ...options,
      only: (event) => !authorId || authorId === (event.type === "updated" ? event.story.author.id : event.authorId),
    });
  }),

  /** Whenever one of my stories changes its state, drafts included. */
  onMine: member
    .input(onMineInput)
    .subscription(async ({ ctx, input }) =>
      live.stream(
        [studioChanged],
        { authorId: ctx.actor.id },
        { viewer: await viewerFor(ctx.actor), after: input.lastEventId },
      ),
    ),
});
