import type { Metadata } from "next";
import { tabTitle } from "@/modules/job/ui/words";
import { JobOfAnyKind } from "./job-of-any-kind";
import { loadJob } from "./load-job";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const job = await loadJob((await params).id);
  return { title: tabTitle(job), robots: { index: false } };
}

export default async function Page({ params }: Props) {
  const job = await loadJob((await params).id);
  return <JobOfAnyKind key={job.id} initial={job} />;
}
