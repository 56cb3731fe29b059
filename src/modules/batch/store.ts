import type { MemberActor } from "@/modules/member/actor";
import { putOnClock, takeOffClock } from "@/modules/story/clock";
import { bringBack, changeState, putInTrash, putUp, retag, takeBack } from "@/modules/story/publication";
import { findOwn } from "@/modules/story/queries";
import type { ManuscriptRow } from "@/modules/story/views";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { changedSince, effectOf, retagged, tagsBefore } from "./policy";
import { stateOf } from "./queries";
import { type BatchAction, type BatchWork, type Effect, storyState } from "./schema";

/** What came of one story. */
export interface StepOutcome {
  state: "done" | "skipped" | "failed";
  message: string;
}

interface Step {
  jobId: string;
  actor: MemberActor;
  storyId: string;
  action: BatchWork["action"];
}

/**
 * Does the work of a batch on one story, in one transaction and once, however often it is called.
 * @throws what the database does; what the story itself refuses is an outcome.
 */
export async function takeStep(step: Step): Promise<StepOutcome> {
  for (let tries = 3; ; tries--) {
    try {
      return await transact((tx) => inTransaction(tx, step));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Somebody saved it in the same moment.
      if (error.code === "conflict" && tries > 1) continue;
      return { state: "failed", message: error.message };
    }
  }
}

async function inTransaction(tx: Tx, { jobId, actor, storyId, action }: Step): Promise<StepOutcome> {
  const key = { jobId, storyId };
  if (await tx.batchStep.findUnique({ where: { jobId_storyId: key }, select: { jobId: true } })) {
    return { state: "done", message: "" };
  }
  const row = await findOwn(tx, actor, storyId);
  const before = stateOf(row);
  const effect = action.type === "undo" ? await undo(tx, row, action.of) : await act(tx, row, action);
  if (effect.kind === "nothing") return { state: "skipped", message: effect.text };
  if (effect.kind === "refused") return { state: "failed", message: effect.text };
  const after = stateOf(await findOwn(tx, actor, storyId));
  await tx.batchStep.create({ data: { ...key, before, after }, select: { jobId: true } });
  return { state: "done", message: effect.text };
}

async function act(tx: Tx, row: ManuscriptRow, action: BatchAction): Promise<Effect> {
  const where = { storyId: row.id, position: { not: null }, draft: false, words: { gt: 0 } };
  const written = (await tx.chapter.count({ where })) > 0;
  const effect = effectOf(action, { ...stateOf(row), written, hidden: row.hiddenAt !== null }, Date.now());
  if (effect.kind !== "change") return effect;
  const tab = null;
  switch (action.type) {
    case "publish":
      await putUp(tx, row, { visibility: action.visibility, tab });
      break;
    case "schedule":
      await putOnClock(tx, row, { at: new Date(action.at), visibility: action.visibility, tab });
      break;
    case "unpublish":
      await takeBack(tx, row, tab);
      break;
    case "tag":
      await retag(tx, row, retagged(row.tags, action), tab);
      break;
    case "trash":
      await putInTrash(tx, row, tab);
      break;
    case "restore":
      await bringBack(tx, row, tab);
      break;
    case "export":
      throw new Error("an export changes no story");
  }
  return effect;
}

/** Brings a story back to where it was before a batch, unless somebody has changed it since. */
async function undo(tx: Tx, row: ManuscriptRow, jobId: string): Promise<Effect> {
  const step = await tx.batchStep.findUnique({ where: { jobId_storyId: { jobId, storyId: row.id } } });
  if (!step) return { kind: "nothing", text: "The batch has not changed it" };
  const before = storyState.parse(step.before);
  const after = storyState.parse(step.after);
  if (changedSince(after, stateOf(row))) return { kind: "nothing", text: "It was changed since; left as it is" };
  const tab = null;
  let now = row;
  const tags = tagsBefore(before, after, row.tags);
  if (tags.join() !== row.tags.join()) now = await retag(tx, now, tags, tab);
  if (before.removed) {
    await putInTrash(tx, now, tab);
    return { kind: "change", text: "Back in the trash" };
  }
  now = await bringBack(tx, now, tab);
  if (before.status === "published") {
    const publishedAt = before.publishedAt ? new Date(before.publishedAt) : null;
    await putUp(tx, now, { visibility: before.visibility, publishedAt, tab });
    return { kind: "change", text: "As it was" };
  }
  now = await takeOffClock(tx, await takeBack(tx, now, tab), tab);
  if (now.visibility !== before.visibility) {
    now = await changeState(tx, now, { visibility: before.visibility }, tab);
  }
  if (before.status !== "scheduled" || !before.scheduledFor) return { kind: "change", text: "As it was" };
  const at = new Date(before.scheduledFor);
  if (at <= new Date()) return { kind: "change", text: "A draft: the time for which it was scheduled has passed" };
  await putOnClock(tx, now, { at, visibility: before.visibility, tab });
  return { kind: "change", text: "As it was" };
}
