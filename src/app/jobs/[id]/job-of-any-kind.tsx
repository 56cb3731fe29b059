"use client";

import { DraftOutcome } from "@/modules/draft/ui/draft-outcome";
import type { JobView } from "@/modules/job/schema";
import { JobPage } from "@/modules/job/ui/job-page";

const outcomeOf = (job: JobView) => job.kind === "draft" && <DraftOutcome job={job} />;

/** The page of a job, with what belongs to its kind. */
export const JobOfAnyKind = ({ initial }: { initial: JobView }) => <JobPage initial={initial} outcome={outcomeOf} />;
