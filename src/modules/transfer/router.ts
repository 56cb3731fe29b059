import { z } from "zod";
import { jobSummary } from "@/modules/job/schema";
import { AppError } from "@/platform/errors";
import { member, router } from "@/trpc/init";
import { discardImport, keepImported, startExport, startImport, storeUpload } from "./commands";
import { getImport } from "./queries";
import { exportInput, importIdInput, importInput, importView, keepInput, keptView, uploadView } from "./schema";

const fileForm = z.instanceof(FormData).transform((form) => {
  const file = form.get("file");
  if (!(file instanceof File)) throw new AppError("invalid", "Send the file as the form field “file”.");
  return file;
});

export const transferRouter = router({
  /** A multipart form with the file as `file`, at most 50 MB; kept for a day. */
  upload: member
    .input(fileForm)
    .output(uploadView)
    .mutation(({ ctx, input }) => storeUpload(ctx.actor, input)),
  /** Begins to read an upload or a text; the job's result says where to look it through. */
  import: member
    .input(importInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => startImport(ctx.actor, input)),
  imported: member
    .input(importIdInput)
    .output(importView)
    .query(({ ctx, input }) => getImport(ctx.actor, input)),
  /** Makes drafts of an import. */
  keep: member
    .input(keepInput)
    .output(keptView)
    .mutation(({ ctx, input }) => keepImported(ctx.actor, input)),
  discard: member
    .input(importIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => discardImport(ctx.actor, input)),
  /** Begins to write a story as a file, which the job keeps for a week. */
  export: member
    .input(exportInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => startExport(ctx.actor, input)),
});
