import { clsx } from "clsx";
import type { JobState } from "../schema";

export interface ProgressBarProps {
  percentage: number;
  state: JobState;
  /** Of what. */
  label: string;
  /** What is said beside the number, such as the stage. */
  text?: string;
  className?: string;
}

const colours: Record<JobState, string> = {
  queued: "bg-rule-strong",
  running: "bg-accent",
  succeeded: "bg-live",
  failed: "bg-danger",
  cancelled: "bg-rule-strong",
};

/** How far a job has come. */
export function ProgressBar({ percentage, state, label, text, className }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percentage}
      aria-valuetext={text ? `${percentage} %, ${text}` : undefined}
      className={clsx("h-1.5 overflow-hidden rounded-full bg-rule", className)}
    >
      <div
        className={clsx("h-full rounded-full transition-[width] duration-300 ease-out", colours[state])}
        style={{ width: `${percentage}%` }}
      />
    </div>
  );
}
