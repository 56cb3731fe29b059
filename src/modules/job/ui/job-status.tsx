"use client";

import { VisuallyHidden } from "@/components/visually-hidden";
import type { JobView } from "../schema";
import { ProgressBar } from "./progress-bar";
import { useNow } from "./use-now";
import { doing, durationText, secondsTaken, stateNames, takenText } from "./words";

export interface JobStatusProps {
  job: JobView;
  /** When `job` was heard of, in milliseconds since 1970. */
  heardAt: number;
}

/** Where a job stands: state, bar, what it does, how long it has taken and will take. */
export function JobStatus({ job, heardAt }: JobStatusProps) {
  const { state, percentage, message } = job;
  const active = state === "queued" || state === "running";
  const now = useNow(active);
  const taken = now === null && active ? null : secondsTaken(job, now ?? 0);
  const eta = etaText(job, heardAt, now);
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="flex items-baseline gap-3">
          <span className="font-semibold font-serif text-display tabular-nums" data-testid="job-percentage">
            {percentage} %
          </span>
          <span className="text-ink-muted" data-testid="job-state">
            {stateNames[state]}
          </span>
        </p>
        {/* A line of its own where it may come to need one, so that nothing moves when there is more to say. */}
        <p className="min-h-5 text-ink-muted text-sm tabular-nums max-sm:w-full">
          {[
            taken !== null && (active ? `${durationText(taken)} so far` : `${takenText(taken)} in all`),
            eta,
            job.attempt > 1 && `try ${job.attempt}`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <ProgressBar className="mt-3" percentage={percentage} state={state} label={job.title} text={doing(job)} />
      <p className={active ? "mt-3 min-h-6 text-ui" : "mt-3 text-ui empty:hidden"} data-testid="job-message">
        {message || (state === "queued" ? "Waiting for a worker." : "")}
      </p>
      {active && (
        <p className="mt-1 text-ink-muted text-sm">
          It is safe to leave this page: the job goes on without you, and the bell tells you when it is done.
        </p>
      )}
      {/* States and stages are said; the numbers between them are there to be asked for. */}
      <VisuallyHidden role="status">{doing(job)}</VisuallyHidden>
    </div>
  );
}

/** What is left, counted down from the last that was heard; empty for what is over or has nothing to tell by. */
function etaText({ state, etaSeconds }: JobView, heardAt: number, now: number | null): string {
  if (state !== "running" || etaSeconds === null) return "";
  const since = now === null || heardAt === 0 ? 0 : Math.max(0, (now - heardAt) / 1_000);
  const left = etaSeconds - since;
  return left < 1 ? "nearly done" : `about ${durationText(left)} to go`;
}
