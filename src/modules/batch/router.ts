import { jobSummary } from "@/modules/job/schema";
import { member, router } from "@/trpc/init";
import { retryFailed, startBatch, undoBatch } from "./commands";
import { listSelectable, previewBatch } from "./queries";
import { batchIdInput, batchInput, batchPreview, selectable, selectableInput, startBatchInput } from "./schema";

export const batchRouter = router({
  /** The ids of all stories in a part of my studio. */
  selectable: member
    .input(selectableInput)
    .output(selectable)
    .query(({ ctx, input }) => listSelectable(ctx.actor, input)),
  /** What an action would do. Changes nothing; a mutation only because hundreds of ids fit into no address. */
  preview: member
    .input(batchInput)
    .output(batchPreview)
    .mutation(({ ctx, input }) => previewBatch(ctx.actor, input)),
  start: member
    .meta({ scope: "publish" })
    .input(startBatchInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => startBatch(ctx.actor, input)),
  /** A new batch of what failed in one that is over. */
  retryFailed: member
    .meta({ scope: "publish" })
    .input(batchIdInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => retryFailed(ctx.actor, input)),
  /** A new batch that takes back what one did; undone itself, it is done again. */
  undo: member
    .meta({ scope: "publish" })
    .input(batchIdInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => undoBatch(ctx.actor, input)),
});
