"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";
import { isOver, type JobView } from "../schema";
import { JobArtifacts } from "./job-artifacts";
import { JobItems } from "./job-items";
import { JobLog } from "./job-log";
import { JobStatus } from "./job-status";
import { StageList } from "./stage-list";
import { useJob } from "./use-job";
import { tabTitle } from "./words";

export interface JobPageProps {
  initial: JobView;
  /** What there is to see or do about a job of this kind alone, below its state. */
  outcome?: (job: JobView) => ReactNode;
}

/** All there is to see of one job, and to do about it. */
export function JobPage({ initial, outcome }: JobPageProps) {
  const { job: heard, heardAt, error, take } = useJob(initial.id, initial);
  const job = heard ?? initial;
  const { id, state, title, stages, items, log, artifacts, text } = job;
  useTabTitle(job);

  const failed = () => toast.error("That did not reach the server. Try again in a moment.");
  const cancel = trpc.job.cancel.useMutation({ onSuccess: take, onError: failed });
  const retry = trpc.job.retry.useMutation({ onSuccess: take, onError: failed });
  const stopping = cancel.isPending || (cancel.isSuccess && !isOver(state));

  return (
    <div className="mx-auto max-w-[60rem] px-4 pt-8 pb-20 sm:px-6 sm:pt-12" data-testid="job" data-state={state}>
      <Link href="/jobs" className="link inline-block py-1 text-ink-muted text-sm">
        Jobs
      </Link>
      <div className="mt-2 flex flex-wrap items-end justify-between gap-4">
        <h1 className="wrap-anywhere min-w-0 flex-1 basis-72 text-balance font-semibold font-serif text-display">
          {title}
        </h1>
        {!isOver(state) && (
          <Button loading={stopping} onClick={() => cancel.mutate({ id })}>
            Cancel
          </Button>
        )}
        {(state === "failed" || state === "cancelled") && (
          <Button variant="primary" loading={retry.isPending} onClick={() => retry.mutate({ id })}>
            Try again
          </Button>
        )}
      </div>
      <hr className="wire my-8" />
      {error && (
        <Notice tone="warn" role="status" className="mb-8" title="This page may be behind">
          {error}. The job itself goes on.
        </Notice>
      )}
      {job.error && (
        <Notice
          tone="danger"
          role="alert"
          className="mb-8"
          data-testid="job-error"
          title={stageTitle(stages.find((stage) => stage.id === job.error?.stage)?.label)}
        >
          <p>{job.error.reason}</p>
          <p className="mt-1 text-ink-muted">{job.error.next}</p>
        </Notice>
      )}
      <JobStatus job={job} heardAt={heardAt} />
      <WayOn result={job.result} />
      {isOver(state) && outcome?.(job)}
      <div className="mt-10 flex flex-col gap-12">
        {artifacts.length > 0 && <JobArtifacts artifacts={artifacts} />}
        <div className="grid gap-x-12 gap-y-12 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <section aria-labelledby="stages">
            <h2 id="stages" className="mb-2 font-semibold font-serif text-title">
              Stages
            </h2>
            <StageList job={job} />
          </section>
          <JobLog lines={log} state={state} name={title} />
        </div>
        {items.length > 0 && <JobItems items={items} over={isOver(state)} />}
        {text && <WrittenText text={text} writing={!isOver(state)} />}
      </div>
    </div>
  );
}

const stageTitle = (stage: string | undefined) => (stage ? `This failed at: ${stage}` : "This failed");

function WrittenText({ text, writing }: { text: string; writing: boolean }) {
  return (
    <section aria-labelledby="text">
      <h2 id="text" className="font-semibold font-serif text-title">
        {writing ? "Written so far" : "What was written"}
      </h2>
      <div data-testid="job-text" className="prose-story wrap-anywhere mt-4 whitespace-pre-line">
        {text}
      </div>
    </section>
  );
}

function useTabTitle(job: JobView): void {
  const title = `${tabTitle(job)} · Inkwire`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** A result that says where to go on, such as to the chapters of an import. */
const leadingOn = z.object({ href: z.string().startsWith("/") });

function WayOn({ result }: Pick<JobView, "result">) {
  const { data } = leadingOn.safeParse(result);
  if (!data) return null;
  return (
    <Button asChild variant="primary" className="mt-4">
      <Link href={data.href}>
        See what came of it
        <ArrowRight aria-hidden="true" />
      </Link>
    </Button>
  );
}
