import { z } from "zod";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { anyone, member, router } from "@/trpc/init";
import { addComment, editComment, removeComment, setCommentSettings, setCommentState } from "./commands";
import { commentCreated, commentDeleted, commentUpdated } from "./events";
import { closedChapters, listComments } from "./queries";
import {
  addCommentInput,
  commentIdInput,
  commentPage,
  commentSettings,
  commentSettingsInput,
  commentView,
  editCommentInput,
  listCommentsInput,
  onCommentsChangedInput,
} from "./schema";

export const commentRouter = router({
  list: anyone
    .input(listCommentsInput)
    .output(commentPage)
    .query(({ ctx, input }) => listComments(ctx.actor, input)),

  add: member
    .input(addCommentInput)
    .output(commentView)
    .mutation(({ ctx, input }) => addComment(ctx.actor, input, ctx)),
  edit: member
    .input(editCommentInput)
    .output(commentView)
    .mutation(({ ctx, input }) => editComment(ctx.actor, input, ctx)),
  remove: member
    .input(commentIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeComment(ctx.actor, input, ctx)),
  /** Keeps a comment from all but its writer, until it is approved. */
  hold: member
    .input(commentIdInput)
    .output(commentView)
    .mutation(({ ctx, input }) => setCommentState(ctx.actor, { ...input, state: "held" }, ctx)),
  approve: member
    .input(commentIdInput)
    .output(commentView)
    .mutation(({ ctx, input }) => setCommentState(ctx.actor, { ...input, state: "shown" }, ctx)),
  setSettings: member
    .input(commentSettingsInput)
    .output(commentSettings)
    .mutation(({ ctx, input }) => setCommentSettings(ctx.actor, input)),

  /** What happens to the comments of one story, or of one chapter of it. */
  onChanged: anyone
    .input(onCommentsChangedInput)
    .subscription(async ({ ctx, input: { storyId, chapterId, lastEventId } }) => {
      const isClosed = await closedChapters(ctx.actor, storyId);
      return live.stream(
        [commentCreated, commentUpdated, commentDeleted],
        { storyId },
        {
          viewer: await viewerFor(ctx.actor),
          after: lastEventId,
          only(told, at) {
            const about = (told.type === "deleted" ? told : told.comment).chapterId;
            return (!chapterId || about === chapterId) && (told.type === "deleted" || !isClosed(about, at));
          },
        },
      );
    }),
});
