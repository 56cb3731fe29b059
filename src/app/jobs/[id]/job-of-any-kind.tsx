"use client";

import { BatchOutcome } from "@/modules/batch/ui/batch-outcome";
import { DraftOutcome } from "@/modules/draft/ui/draft-outcome";
import type { JobView } from "@/modules/job/schema";
import { JobPage } from "@/modules/job/ui/job-page";

function outcomeOf(job: JobView) {
  if (job.kind === "draft") return <DraftOutcome job={job} />;
  if (job.kind === "batch") return <BatchOutcome job={job} />;
  return null;
}

/** The page of a job, with what belongs to its kind. */
export const JobOfAnyKind = ({ initial }: { initial: JobView }) => <JobPage initial={initial} outcome={outcomeOf} />;
