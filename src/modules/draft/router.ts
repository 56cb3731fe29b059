import { jobSummary } from "@/modules/job/schema";
import { member, router } from "@/trpc/init";
import { generateDraft, keepPartial, saveWizard } from "./commands";
import { getWizard } from "./queries";
import { generateInput, keepPartialInput, keptPartial, saveWizardInput, wizardView } from "./schema";

export const draftRouter = router({
  /** What the member has told the wizard so far, on whichever device. */
  wizard: member.output(wizardView).query(({ ctx }) => getWizard(ctx.actor)),
  saveWizard: member
    .input(saveWizardInput)
    .output(wizardView)
    .mutation(({ ctx, input }) => saveWizard(ctx.actor, input)),
  /** Begins to write a draft; the job's result says where it lies. */
  generate: member
    .input(generateInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => generateDraft(ctx.actor, input)),
  /** Makes a draft of what was written before the job failed or was cancelled. */
  keepPartial: member
    .input(keepPartialInput)
    .output(keptPartial)
    .mutation(({ ctx, input }) => keepPartial(ctx.actor, input)),
});
