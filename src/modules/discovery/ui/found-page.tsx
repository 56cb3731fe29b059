"use client";

import Link from "next/link";
import { useEffect } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Chip } from "@/components/chip";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { isOver, type JobView } from "@/modules/job/schema";
import { ProgressBar } from "@/modules/job/ui/progress-bar";
import { useJob } from "@/modules/job/ui/use-job";
import { doing } from "@/modules/job/ui/words";
import { trpc } from "@/trpc/react";
import type { MatchesView } from "../schema";
import { FoundStory } from "./found-story";

export interface FoundPageProps {
  initial: { job: JobView; found: MatchesView };
  /** What else there is to look for, where nothing fits. */
  tags: readonly string[];
}

/** The stories for a taste as they are found, the best first. */
export function FoundPage({ initial, tags }: FoundPageProps) {
  const { job: heard, error, take } = useJob(initial.job.id, initial.job);
  const job = heard ?? initial.job;
  const { id, state, version } = job;
  const { data: found, refetch } = trpc.discovery.matches.useQuery({ id }, { initialData: initial.found });
  const failed = () => toast.error("That did not reach the server. Try again in a moment.");
  const cancel = trpc.job.cancel.useMutation({ onSuccess: take, onError: failed });
  const retry = trpc.job.retry.useMutation({ onSuccess: take, onError: failed });
  // Each thing that is heard of the job may mean that there is more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is the reason to look
  useEffect(() => void refetch(), [version, refetch]);

  const over = isOver(state);
  const count = found.matches.length;
  return (
    <div className="mx-auto max-w-[52rem] px-4 pt-10 pb-20 sm:px-6 sm:pt-14" data-testid="discovery" data-state={state}>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h1 className="text-balance font-semibold font-serif text-display">Found for you</h1>
        <div className="flex flex-wrap gap-2">
          {!over && (
            <Button loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
              Stop here
            </Button>
          )}
          {(state === "failed" || state === "cancelled") && (
            <Button loading={retry.isPending} onClick={() => retry.mutate({ id })}>
              Go on looking
            </Button>
          )}
          {over && (
            <Button asChild>
              <Link href="/welcome">Ask for something else</Link>
            </Button>
          )}
        </div>
      </div>
      <p role="status" className="mt-3 text-ink-muted tabular-nums">
        {count > 0 && `${count} found. `}
        {over ? endText[state] : `${doing(job)}…`}
      </p>
      {!over && (
        <ProgressBar className="mt-4" percentage={job.percentage} state={state} label={job.title} text={doing(job)} />
      )}
      {error && !over && (
        <Notice tone="warn" role="status" className="mt-6" title="This page may be behind">
          {error}. The looking itself goes on.
        </Notice>
      )}
      {job.error && (
        <Notice tone="danger" role="alert" className="mt-6" title={job.error.reason}>
          {job.error.next}
        </Notice>
      )}
      {over && count === 0 ? (
        <EmptyState
          title="Nothing fits all of that yet"
          text="Ask for less, or look at what others write about."
          actions={
            <div className="flex flex-wrap justify-center gap-2">
              {tags.map((tag) => (
                <Chip key={tag} href={`/community?tag=${encodeURIComponent(tag)}`}>
                  #{tag}
                </Chip>
              ))}
            </div>
          }
        />
      ) : (
        <ol className="mt-8">
          {found.matches.map((match, index) => (
            <FoundStory key={match.story.id} match={match} index={index} />
          ))}
        </ol>
      )}
      {over && count > 0 && (
        <p className="mt-10 text-center">
          <Link href="/community" className="link">
            Go on to all stories
          </Link>
        </p>
      )}
    </div>
  );
}

const endText: Record<JobView["state"], string> = {
  queued: "",
  running: "",
  succeeded: "That is all that fits for now.",
  cancelled: "You stopped here; what was found stays.",
  failed: "The looking broke off; what was found stays.",
};
