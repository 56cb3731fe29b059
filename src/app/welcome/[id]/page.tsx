import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { loadJob } from "@/app/jobs/[id]/load-job";
import { FoundPage } from "@/modules/discovery/ui/found-page";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "Found for you", robots: { index: false } };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const job = await loadJob((await params).id);
  if (job.kind !== "discovery") redirect(`/jobs/${job.id}`);
  const { discovery, story } = await caller();
  const [found, tags] = await Promise.all([discovery.matches({ id: job.id }), story.tags()]);
  return <FoundPage key={job.id} initial={{ job, found }} tags={tags.slice(0, 12).map(({ tag }) => tag)} />;
}
