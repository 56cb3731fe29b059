import type { JobStage } from "@/modules/job/schema";
import type { StageDefinition } from "./define-job";

/** The stages of a job that has not begun, with what each takes by experience. */
export const plannedStages = (stages: readonly StageDefinition[], measured: ReadonlyMap<string, number>): JobStage[] =>
  stages.map(({ id, label, seconds }) => ({
    id,
    label,
    expectedSeconds: measured.get(id) ?? seconds,
    startedAt: null,
    endedAt: null,
  }));

/** The stages once `id` has begun at `now` (ISO 8601); the one at work before it has ended. */
export const beginStage = (stages: JobStage[], id: string, now: string): JobStage[] =>
  stages.map((stage) => {
    if (stage.id === id) return { ...stage, startedAt: now, endedAt: null };
    return stage.startedAt && !stage.endedAt ? { ...stage, endedAt: now } : stage;
  });

export const endStages = (stages: JobStage[], now: string): JobStage[] =>
  stages.map((stage) => (stage.startedAt && !stage.endedAt ? { ...stage, endedAt: now } : stage));

/**
 * How far a job has come, weighted by what its stages take: from 0 to 99, since 100 means done.
 * @param fraction of the stage at work, from 0 to 1.
 */
export function percentageOf(stages: readonly JobStage[], stage: string | null, fraction: number): number {
  const at = stages.findIndex(({ id }) => id === stage);
  if (at < 0) return 0;
  const sum = (some: readonly JobStage[]) => some.reduce((total, { expectedSeconds }) => total + expectedSeconds, 0);
  const share = (sum(stages.slice(0, at)) + (stages[at]?.expectedSeconds ?? 0) * clamp(fraction)) / sum(stages);
  return Math.min(99, Math.floor(100 * share));
}

/**
 * Seconds still to go: what the later stages take by experience, and of the one at work what its own pace says, once it
 * has shown one.
 */
export function etaOf(stages: readonly JobStage[], stage: string | null, fraction: number, now: Date): number | null {
  const at = stages.findIndex(({ id }) => id === stage);
  const current = stages[at];
  if (!current?.startedAt) return null;
  const elapsed = Math.max(0, (now.getTime() - Date.parse(current.startedAt)) / 1_000);
  const done = clamp(fraction);
  const rest = done > 0.05 ? (elapsed / done) * (1 - done) : Math.max(0, current.expectedSeconds - elapsed);
  const later = stages.slice(at + 1).reduce((total, { expectedSeconds }) => total + expectedSeconds, 0);
  return Math.round((rest + later) * 10) / 10;
}

const clamp = (fraction: number) => Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : 0));
