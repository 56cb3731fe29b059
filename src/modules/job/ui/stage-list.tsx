"use client";

import { clsx } from "clsx";
import { Check, Circle, Minus, Square, X } from "lucide-react";
import { Spinner } from "@/components/spinner";
import type { JobStage, JobSummary } from "../schema";
import { useNow } from "./use-now";
import { durationText, takenText } from "./words";

type Standing = "done" | "running" | "waiting" | "skipped" | "failed" | "stopped";

const looks: Record<Standing, { Icon: typeof Check; icon: string; text: string; says: string }> = {
  done: { Icon: Check, icon: "text-live", text: "text-ink", says: "done" },
  running: { Icon: Check, icon: "text-accent", text: "font-semibold text-ink", says: "under way" },
  waiting: { Icon: Circle, icon: "text-rule-strong", text: "text-ink-muted", says: "waiting" },
  skipped: { Icon: Minus, icon: "text-rule-strong", text: "text-ink-muted", says: "not needed" },
  failed: { Icon: X, icon: "text-danger", text: "font-semibold text-danger", says: "failed" },
  stopped: { Icon: Square, icon: "text-ink-muted", text: "text-ink", says: "stopped" },
};

/** The stages of a job in their order, each with how long it took, takes, or may take. */
export function StageList({ job }: { job: JobSummary }) {
  const now = useNow(job.state === "running");
  return (
    <ol aria-label="Stages" className="flex flex-col">
      {job.stages.map((stage, index) => {
        const standing = standingOf(job, index);
        const { Icon, icon, text, says } = looks[standing];
        return (
          <li
            key={stage.id}
            data-testid={`stage-${stage.id}`}
            data-standing={standing}
            aria-current={standing === "running" ? "step" : undefined}
            className="flex items-baseline gap-3 border-rule border-b py-2.5 last:border-b-0"
          >
            <span className={clsx("grid size-4 shrink-0 translate-y-0.5 place-items-center", icon)}>
              {standing === "running" ? (
                <Spinner className="size-4" />
              ) : (
                <Icon aria-hidden="true" className={standing === "waiting" ? "size-3" : "size-4"} />
              )}
            </span>
            <span className={clsx("min-w-0 flex-1 text-ui", text)}>
              {stage.label}
              <span className="sr-only">, {says}</span>
            </span>
            <span className="shrink-0 text-ink-muted text-sm tabular-nums">{timeOf(stage, standing, now)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function standingOf({ state, stages, error, stage: at }: JobSummary, index: number): Standing {
  const stage = stages[index];
  if (!stage?.startedAt) {
    const passed = stages.slice(index + 1).some(({ startedAt }) => startedAt !== null);
    return passed || state === "succeeded" ? "skipped" : "waiting";
  }
  if (state === "failed" && error?.stage === stage.id) return "failed";
  if (state === "cancelled" && at === stage.id) return "stopped";
  if (state === "running" && stage.endedAt === null) return "running";
  return state === "queued" ? "waiting" : "done";
}

function timeOf({ startedAt, endedAt, expectedSeconds }: JobStage, standing: Standing, now: number | null): string {
  if (standing === "skipped") return "not needed";
  if (standing === "waiting") return `about ${durationText(Math.max(1, expectedSeconds))}`;
  if (!startedAt || (!endedAt && now === null)) return "";
  const seconds = ((endedAt ? Date.parse(endedAt) : (now ?? 0)) - Date.parse(startedAt)) / 1_000;
  return endedAt ? takenText(seconds) : durationText(seconds);
}
