import type { Metadata } from "next";
import { JobPage } from "@/modules/job/ui/job-page";
import { tabTitle } from "@/modules/job/ui/words";
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
  return <JobPage key={job.id} initial={job} />;
}
