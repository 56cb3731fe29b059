"use client";

import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { isOver, type JobSummary } from "../schema";
import { JobMark } from "./job-mark";
import { ProgressBar } from "./progress-bar";
import { doing, secondsTaken, takenText } from "./words";

/** A job in a list; all of the row leads to its page. */
export function JobRow({ job, onOpen }: { job: JobSummary; onOpen?: () => void }) {
  const { id, title, state, percentage, error, createdAt } = job;
  const over = isOver(state);
  const seconds = over ? secondsTaken(job, Date.now()) : null;
  return (
    <li data-testid="job-row" data-state={state}>
      <Link
        href={`/jobs/${id}`}
        onClick={onOpen}
        className="flex items-start gap-3 px-4 py-3 -outline-offset-2 hover:bg-paper-sunk"
      >
        <JobMark state={state} className="mt-1" />
        <span className="min-w-0 flex-1">
          <span className="wrap-anywhere block font-medium text-ui">{title}</span>
          {!over && <ProgressBar className="mt-2" percentage={percentage} state={state} label={title} />}
          <span className="mt-1 flex flex-wrap justify-between gap-x-4 text-ink-muted text-sm">
            <span className={state === "failed" ? "wrap-anywhere min-w-0 text-danger" : "wrap-anywhere min-w-0"}>
              {state === "failed" && error ? error.reason : doing(job)}
              {state === "succeeded" && seconds !== null && ` in ${takenText(seconds)}`}
            </span>
            {over ? <RelativeTime dateTime={createdAt} /> : <span className="tabular-nums">{percentage} %</span>}
          </span>
        </span>
      </Link>
    </li>
  );
}
