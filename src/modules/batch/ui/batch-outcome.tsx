"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { JobView } from "@/modules/job/schema";
import { summaryOf } from "@/modules/job/ui/job-items";
import { trpc } from "@/trpc/react";

/** What came of a batch, and what can be done about it: the rest once more, or all of it back. */
export function BatchOutcome({ job: { id, items, artifacts } }: { job: JobView }) {
  const router = useRouter();
  const onSuccess = (next: { id: string }) => router.push(`/jobs/${next.id}`);
  const retry = trpc.batch.retryFailed.useMutation({ onSuccess });
  const undo = trpc.batch.undo.useMutation({ onSuccess });
  const failed = items.filter(({ state }) => state === "failed").length;
  const changed = artifacts.length === 0 && items.some(({ state }) => state === "done");
  const error = retry.error ?? undo.error;
  return (
    <Notice
      className="mt-8"
      tone={failed > 0 ? "warn" : "info"}
      data-testid="batch-outcome"
      title={summaryOf(items)}
      actions={
        <>
          {changed && (
            <Button size="sm" loading={undo.isPending || undo.isSuccess} onClick={() => undo.mutate({ id })}>
              <Undo2 aria-hidden="true" />
              Undo
            </Button>
          )}
          {failed > 0 && (
            <Button
              size="sm"
              variant="primary"
              loading={retry.isPending || retry.isSuccess}
              onClick={() => retry.mutate({ id })}
            >
              {failed === 1 ? "Try the failed one again" : `Try the ${failed} failed again`}
            </Button>
          )}
        </>
      }
    >
      <Link href="/studio" className="link">
        Back to the studio
      </Link>
      {error && (
        <p role="alert" className="mt-1 text-danger">
          {error.message}
        </p>
      )}
    </Notice>
  );
}
