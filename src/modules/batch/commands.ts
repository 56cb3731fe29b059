import { createHash } from "node:crypto";
import { enqueue } from "@/jobs/queue";
import type { JobSummary } from "@/modules/job/schema";
import type { MemberActor } from "@/modules/member/actor";
import { transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { batchJob } from "./jobs";
import { timesOf } from "./policy";
import { findEndedBatch, requireOwn } from "./queries";
import { type BatchInput, type BatchWork, batchWork } from "./schema";

const deeds: Record<BatchWork["action"]["type"], string> = {
  publish: "Publish",
  schedule: "Schedule",
  unpublish: "Unpublish",
  tag: "Tag",
  trash: "Move to the trash:",
  restore: "Restore",
  export: "Download",
  undo: "Undo:",
};

/** The same work, asked for twice while it runs, is done once. */
async function ask(actor: MemberActor, title: string, work: BatchWork): Promise<JobSummary> {
  await consume(batchJob.limit, actor.id);
  return transact((tx) =>
    enqueue(tx, batchJob, {
      ownerId: actor.id,
      title,
      input: work,
      key: `batch ${actor.id} ${createHash("sha256").update(JSON.stringify(work)).digest("base64url")}`,
    }),
  );
}

const count = (ids: readonly string[]) => (ids.length === 1 ? "one story" : `${ids.length} stories`);

/** Does one thing with many stories. @throws AppError `not_found` unless all of them are the actor's own. */
export async function startBatch(actor: MemberActor, { action, storyIds }: BatchInput): Promise<JobSummary> {
  const stories = await requireOwn(actor, storyIds);
  const times = timesOf(action, stories, Date.now());
  return ask(actor, `${deeds[action.type]} ${count(storyIds)}`, { action, storyIds, ...(times && { times }) });
}

/** Does again what failed in a batch, and only that. @throws AppError `invalid` when nothing failed. */
export async function retryFailed(actor: MemberActor, { id }: { id: string }): Promise<JobSummary> {
  const { title, input, items } = await findEndedBatch(actor, id);
  const storyIds = items.filter(({ state }) => state === "failed").map(({ key }) => key);
  if (storyIds.length === 0) throw new AppError("invalid", "Nothing failed in this batch.");
  const work = batchWork.parse(input);
  return ask(actor, `${title}: ${count(storyIds)} again`, { ...work, storyIds });
}

/** Takes back what a batch did, as far as nobody has changed it since. @throws AppError `invalid` when it did nothing. */
export async function undoBatch(actor: MemberActor, { id }: { id: string }): Promise<JobSummary> {
  const { title, items, batchSteps } = await findEndedBatch(actor, id);
  const changed = new Set(batchSteps.map(({ storyId }) => storyId));
  const storyIds = items.map(({ key }) => key).filter((key) => changed.has(key));
  if (storyIds.length === 0) throw new AppError("invalid", "This batch has changed nothing.");
  const undone = title.startsWith(deeds.undo) ? title.slice(deeds.undo.length).trim() : null;
  return ask(actor, undone ? `Redo: ${undone}` : `${deeds.undo} ${title}`, {
    action: { type: "undo", of: id },
    storyIds,
  });
}
