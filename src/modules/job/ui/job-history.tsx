"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import type { JobPage } from "../schema";
import { JobRow } from "./job-row";
import { useMyJobs } from "./use-my-jobs";

/** All jobs of the member that are kept, the newest first. What begins meanwhile waits until it is asked for. */
export function JobHistory({ first }: { first: JobPage }) {
  const { items, begun, nextCursor, show, loadMore, loading, failed } = useMyJobs(first);
  if (items.length === 0 && begun.length === 0) {
    return (
      <EmptyState
        title="No jobs so far"
        text="What takes longer than a blink shows up here while it runs, and stays for ninety days: imports, exports, drafts written from an idea, changes to many stories."
        actions={
          <>
            <Button asChild variant="primary">
              <Link href="/studio">Go to the studio</Link>
            </Button>
            <Button asChild>
              <Link href="/settings/export">Export your account</Link>
            </Button>
          </>
        }
      />
    );
  }
  return (
    <>
      <div aria-live="polite" className="mt-6 text-center empty:hidden">
        {begun.length > 0 && (
          <Button size="sm" onClick={show}>
            {begun.length === 1 ? "Show one more" : `Show ${begun.length} more`}
          </Button>
        )}
      </div>
      <ul className="-mx-4 mt-4 divide-y divide-rule border-rule border-y" data-testid="job-history">
        {items.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {nextCursor && (
        <div className="mt-8 text-center">
          <Button loading={loading} onClick={() => void loadMore()}>
            {failed ? "Try again" : "Load more"}
          </Button>
          <p role="status" className="mt-2 text-danger text-sm empty:hidden">
            {failed && "The next ones did not load."}
          </p>
        </div>
      )}
    </>
  );
}
