"use client";

import Link from "next/link";
import { Popover } from "radix-ui";
import { useState } from "react";
import { IconButton } from "@/components/icon-button";
import { VisuallyHidden } from "@/components/visually-hidden";
import { isOver, type JobPage, type JobSummary } from "../schema";
import { JobRow } from "./job-row";
import { trayLimit } from "./tray-limit";
import { useMyJobs } from "./use-my-jobs";

/**
 * What runs for the member, on whichever device it was started: there while something is under way, and until what has
 * ended since was looked at.
 */
export function JobTray({ first }: { first: JobPage }) {
  const { items, begun, clear } = useMyJobs(first, { state: "active", limit: trayLimit });
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const jobs = [...begun, ...items];
  const active = jobs.filter(({ state }) => !isOver(state));
  const failed = jobs.filter(({ state }) => state === "failed").length;
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) clear();
  };
  const text = trayText(active.length, failed);
  return (
    <>
      <VisuallyHidden aria-live="polite">{jobs.length > 0 ? text : ""}</VisuallyHidden>
      {(jobs.length > 0 || open) && (
        <Popover.Root open={open} onOpenChange={change}>
          <Popover.Trigger asChild ref={setButton}>
            <IconButton label={text} data-testid="job-tray" data-active={active.length} className="relative">
              <Ring share={shareOf(active)} failed={active.length === 0 && failed > 0} />
              {active.length > 1 && (
                <span aria-hidden="true" className="absolute font-semibold text-[0.625rem] tabular-nums">
                  {active.length}
                </span>
              )}
            </IconButton>
          </Popover.Trigger>
          <Popover.Portal container={button?.closest("header")}>
            <Popover.Content
              align="end"
              sideOffset={6}
              collisionPadding={8}
              aria-label="Jobs"
              className="z-50 flex max-h-[min(30rem,var(--radix-popover-content-available-height))] w-[min(22rem,calc(100vw-1rem))] flex-col rounded-md border border-rule-strong bg-paper-raised text-ink shadow-float motion-safe:animate-arrive"
            >
              <h2 className="border-rule border-b px-4 py-3 font-semibold">Jobs</h2>
              <ul className="min-h-0 flex-1 divide-y divide-rule overflow-y-auto">
                {jobs.map((job) => (
                  <JobRow key={job.id} job={job} onOpen={() => change(false)} />
                ))}
              </ul>
              <Link
                href="/jobs"
                onClick={() => change(false)}
                className="border-rule border-t px-4 py-3 text-center font-medium text-ui -outline-offset-2 hover:bg-paper-sunk"
              >
                See all jobs
              </Link>
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </>
  );
}

function trayText(active: number, failed: number): string {
  if (active > 0) return active === 1 ? "Jobs: one under way" : `Jobs: ${active} under way`;
  if (failed > 0) return "Jobs: something failed";
  return "Jobs: all done";
}

/** How far all together have come, from 0 to 1; 1 where nothing is under way. */
const shareOf = (active: readonly JobSummary[]) =>
  active.length === 0 ? 1 : active.reduce((sum, { percentage }) => sum + percentage, 0) / active.length / 100;

const radius = 8;
const around = 2 * Math.PI * radius;

function Ring({ share, failed }: { share: number; failed: boolean }) {
  const colour = failed ? "text-danger" : share === 1 ? "text-live" : "text-accent";
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={`-rotate-90 ${colour}`}>
      <circle cx="10" cy="10" r={radius} fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2.5" />
      <circle
        cx="10"
        cy="10"
        r={radius}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeDasharray={around}
        strokeDashoffset={around * (1 - Math.max(0.04, share))}
        className="transition-[stroke-dashoffset] duration-300"
      />
    </svg>
  );
}
