import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { JobHistory } from "@/modules/job/ui/job-history";
import { signInHref } from "@/modules/member/ui/next-path";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Your work", robots: { index: false } };

/** No `loading.tsx` beside it: a page that has begun to stream can no longer redirect. */
export default async function JobsPage() {
  if ((await pageActor()).kind === "guest") redirect(signInHref("/jobs"));
  const first = await (await caller()).job.list({});
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Your work</h1>
      <p className="mt-3 text-ink-muted">What runs for you, and what has run. It goes on when you close the page.</p>
      <hr className="wire my-8" />
      <JobHistory first={first} />
    </div>
  );
}
