import { batchJob } from "@/modules/batch/jobs";
import { tellWriter } from "@/modules/comment/jobs";
import { discoveryJob } from "@/modules/discovery/jobs";
import { draftJob } from "@/modules/draft/jobs";
import { eraseAccounts } from "@/modules/member/jobs";
import { sendResetMail, sendSignUpMail } from "@/modules/member/store";
import { endBans } from "@/modules/moderation/jobs";
import { fanOut, recallStoryTask, sendDigests } from "@/modules/notification/jobs";
import { pollTasks } from "@/modules/poll/jobs";
import { catchUpSchedule, publishScheduled } from "@/modules/story/jobs";
import { accountExportJob, exportJob, importJob } from "@/modules/transfer/jobs";
import { sealWebhookSecrets, webhookTasks } from "@/modules/webhook/jobs";
import { cleanUp } from "./clean-up";
import type { AnyJob } from "./define-job";
import type { AnyTask, RecurringTask } from "./queue";

/** All kinds of jobs, tasks and recurring work. What is not listed here is never run. */
const jobs: readonly AnyJob[] = [importJob, exportJob, accountExportJob, draftJob, batchJob, discoveryJob];
export const tasks: readonly AnyTask[] = [
  fanOut,
  recallStoryTask,
  tellWriter,
  publishScheduled,
  sendSignUpMail,
  sendResetMail,
  ...pollTasks,
  ...webhookTasks,
];
export const recurringTasks: readonly RecurringTask[] = [
  sendDigests,
  endBans,
  cleanUp,
  catchUpSchedule,
  eraseAccounts,
  sealWebhookSecrets,
];

const byKind = new Map(jobs.map((job) => [job.kind, job]));

export const jobNamed = (kind: string): AnyJob | undefined => byKind.get(kind);
