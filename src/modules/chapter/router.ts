import { z } from "zod";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { requireReadable } from "@/modules/story/queries";
import { bySlugInput } from "@/modules/story/schema";
import { anyone, member, router } from "@/trpc/init";
import {
  addChapter,
  moveChapter,
  publishChapter,
  removeChapter,
  restoreChapter,
  restoreRevision,
  unpublishChapter,
  updateChapter,
} from "./commands";
import { chapterPublished, chapterUpdated, chapterWithdrawn } from "./events";
import { getChapter, getChapterManuscript, getEntireStory, getOutline, getRevision, listRevisions } from "./queries";
import {
  addChapterInput,
  addedChapter,
  chapterIdInput,
  chapterManuscript,
  chapterView,
  entireView,
  moveChapterInput,
  onChapterChangedInput,
  outline,
  outlineInput,
  readChapterInput,
  restoreRevisionInput,
  revisionItem,
  revisionsInput,
  revisionView,
  updateChapterInput,
} from "./schema";

export const chapterRouter = router({
  read: anyone
    .input(readChapterInput)
    .output(chapterView)
    .query(({ ctx, input }) => getChapter(ctx.actor, input)),
  entire: anyone
    .input(bySlugInput)
    .output(entireView)
    .query(({ ctx, input }) => getEntireStory(ctx.actor, input)),

  outline: member
    .input(outlineInput)
    .output(outline)
    .query(({ ctx, input }) => getOutline(ctx.actor, input)),
  manuscript: member
    .input(chapterIdInput)
    .output(chapterManuscript)
    .query(({ ctx, input }) => getChapterManuscript(ctx.actor, input)),

  add: member
    .input(addChapterInput)
    .output(addedChapter)
    .mutation(({ ctx, input }) => addChapter(ctx.actor, input, ctx)),
  update: member
    .input(updateChapterInput)
    .output(chapterManuscript)
    .mutation(({ ctx, input }) => updateChapter(ctx.actor, input, ctx)),
  move: member
    .input(moveChapterInput)
    .output(outline)
    .mutation(({ ctx, input }) => moveChapter(ctx.actor, input, ctx)),
  remove: member
    .input(chapterIdInput)
    .output(outline)
    .mutation(({ ctx, input }) => removeChapter(ctx.actor, input, ctx)),
  restore: member
    .input(moveChapterInput)
    .output(outline)
    .mutation(({ ctx, input }) => restoreChapter(ctx.actor, input, ctx)),
  publish: member
    .input(chapterIdInput)
    .output(outline)
    .mutation(({ ctx, input }) => publishChapter(ctx.actor, input, ctx)),
  unpublish: member
    .input(chapterIdInput)
    .output(outline)
    .mutation(({ ctx, input }) => unpublishChapter(ctx.actor, input, ctx)),

  /** Chapters of a story as they go up, are corrected and go. */
  onChanged: anyone.input(onChapterChangedInput).subscription(async ({ ctx, input: { storyId, lastEventId } }) => {
    const viewer = await viewerFor(ctx.actor);
    await requireReadable(viewer, storyId);
    return live.stream(
      [chapterPublished, chapterUpdated, chapterWithdrawn],
      { id: storyId },
      { viewer, after: lastEventId },
    );
  }),
});

/** Earlier texts of chapters, which are called as the story's: `story.revisions`. */
export const revisionRouter = router({
  revisions: member
    .input(revisionsInput)
    .output(z.array(revisionItem))
    .query(({ ctx, input }) => listRevisions(ctx.actor, input)),
  /** One of `revisions`, by its own id. */
  revision: member
    .input(z.object({ id: z.string().max(100) }))
    .output(revisionView)
    .query(({ ctx, input }) => getRevision(ctx.actor, input)),
  restoreRevision: member
    .input(restoreRevisionInput)
    .output(chapterManuscript)
    .mutation(({ ctx, input }) => restoreRevision(ctx.actor, input, ctx)),
});
