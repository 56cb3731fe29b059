import { announceJob } from "@/modules/job/changes";
import type { JobSummary } from "@/modules/job/schema";
import { notify } from "@/modules/notification/notify";
import { tellOfJob } from "@/modules/webhook/notify";
import type { Tx } from "@/platform/db";
import type { JobNotice } from "./define-job";

/**
 * Announces what became of an attempt, rings the owner's bell for an end that they did not ask for, in the words of its kind
 * where it has some, and tells the owner's services of any.
 */
export async function announceEnd(tx: Tx, job: JobSummary, own?: JobNotice): Promise<void> {
  await announceJob(tx, job);
  const { id, ownerId, kind, title, state, error } = job;
  const notice = { to: ownerId, subject: id };
  if (state === "succeeded") notify(tx, { ...notice, ...(own ?? { type: "job.finished", data: { kind, title } }) });
  if (state === "failed") {
    notify(tx, { ...notice, type: "job.failed", data: { kind, title, reason: error?.reason ?? "" } });
  }
  await tellOfJob(tx, job);
}
