import { keepArtifact } from "@/jobs/artifacts";
import type { RunContext } from "@/jobs/define-job";
import type { MemberActor } from "@/modules/member/actor";
import { makeFile, packFiles } from "@/modules/transfer/jobs";
import { actingFor } from "@/modules/transfer/queries";
import { AppError } from "@/platform/errors";
import { log } from "@/platform/log";
import { actionFor } from "./policy";
import { listBatchStories } from "./queries";
import type { BatchWork } from "./schema";
import { type StepOutcome, takeStep } from "./store";

type Context = RunContext<BatchWork, "look" | "change" | "pack">;

/** From this attempt on, a story at which something unexpected happens is left to its row, for the sake of the others. */
const patience = 3;

export async function runBatch({ id: jobId, ownerId, attempt, input, report, signal }: Context) {
  const { action, storyIds, times } = input;
  await report.stage("look");
  const actor = await actingFor(ownerId);
  const titles = new Map((await listBatchStories(actor, storyIds)).map(({ id, title }) => [id, title]));
  for (const key of storyIds) {
    report.item({ key, label: titles.get(key) ?? "A story that is gone", state: "waiting", message: "" });
  }

  await report.stage("change");
  const files: Record<string, Uint8Array> = {};
  const step = (storyId: string): Promise<StepOutcome> =>
    action.type === "export"
      ? exportOne(actor, storyId, action.format, files)
      : takeStep({ jobId, actor, storyId, action: actionFor(action, times?.[storyId]) });
  const counts = { done: 0, failed: 0, skipped: 0 };
  for (const [index, key] of storyIds.entries()) {
    signal.throwIfAborted();
    report.item({ key, state: "running" });
    const outcome = await step(key).catch((error: unknown): StepOutcome => {
      if (signal.aborted || attempt < patience) throw error;
      log().error({ err: error, job: jobId, story: key }, "batch: a story was left out");
      return { state: "failed", message: "Something went wrong on our side." };
    });
    counts[outcome.state]++;
    report.item({ key, ...outcome });
    report.progress((index + 1) / storyIds.length, summaryOf(counts));
  }

  if (action.type === "export" && counts.done > 0) {
    await report.stage("pack", summaryOf(counts));
    const bytes = await packFiles(files, signal, (fraction) => report.progress(fraction));
    await keepArtifact(jobId, { name: "stories.zip", type: "application/zip", bytes });
  }
  report.log(summaryOf(counts));
  return counts;
}

/** "18 done, 2 failed". */
const summaryOf = ({ done, failed, skipped }: Record<StepOutcome["state"], number>): string =>
  [`${done} done`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} left out`].filter(Boolean).join(", ");

async function exportOne(
  actor: MemberActor,
  storyId: string,
  format: Parameters<typeof makeFile>[2],
  files: Record<string, Uint8Array>,
): Promise<StepOutcome> {
  try {
    const { name, bytes } = await makeFile(actor, storyId, format);
    files[name] = bytes;
    return { state: "done", message: name };
  } catch (error) {
    if (error instanceof AppError) return { state: "failed", message: error.message };
    throw error;
  }
}
