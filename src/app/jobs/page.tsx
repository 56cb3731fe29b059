import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { JobHistory } from "@/modules/job/ui/job-history";
import { signInHref } from "@/modules/member/ui/next-path";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Jobs", robots: { index: false } };

/** No `loading.tsx` beside it: a page that has begun to stream can no longer redirect. */
export default async function JobsPage() {
  if ((await pageActor()).kind === "guest") redirect(signInHref("/jobs"));
  const first = await (await caller()).job.list({});
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Jobs</h1>
      <p className="mt-3 text-ink-muted">
        What takes a while and runs for you: imports, exports, drafts, searches. It goes on when you close the page.
      </p>
      <hr className="wire my-8" />
      <JobHistory first={first} />
    </div>
  );
}
