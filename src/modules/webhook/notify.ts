import { enqueueTask } from "@/jobs/queue";
import type { JobSummary } from "@/modules/job/schema";
import type { Tx } from "@/platform/db";
import { env } from "@/platform/env";
import { deliverWebhook, tellOfStoryTask } from "./jobs";
import { deliverTo } from "./store";

/**
 * Tells services that a story is published, as part of the transaction `tx`, which it costs one row: who is told is asked
 * once it has committed.
 */
export const tellOfStory = (tx: Tx, storyId: string): Promise<void> => enqueueTask(tx, tellOfStoryTask, { storyId });

/** Tells the services of a job's owner that it is over, as part of the transaction `tx`. Nothing where it is not. */
export async function tellOfJob(tx: Tx, job: JobSummary): Promise<void> {
  const { id, ownerId, attempt, state, endedAt } = job;
  if ((state !== "succeeded" && state !== "failed" && state !== "cancelled") || !endedAt) return;
  const type = `job.${state}` as const;
  const endpoints = await tx.webhookEndpoint.findMany({
    where: { memberId: ownerId, pausedAt: null, events: { has: type } },
    select: { id: true, memberId: true },
  });
  await deliverTo(tx, deliverWebhook, endpoints, {
    occurrence: `${type} ${id} ${attempt} ${endedAt}`,
    body: { type, timestamp: endedAt, data: { job, url: `${env().appUrl}/jobs/${id}` } },
  });
}
