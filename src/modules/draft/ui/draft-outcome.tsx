"use client";

import { Check, TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { JobView } from "@/modules/job/schema";
import { trpc } from "@/trpc/react";
import { type DraftResult, draftResult } from "../schema";

/** What came of a draft: titles and checks; or, where it was given up, what there is of it. */
export function DraftOutcome({ job }: { job: JobView }) {
  const { data: result } = draftResult.safeParse(job.result);
  if (job.state === "succeeded" && result) return <Finished result={result} />;
  return job.text.trim() ? <KeepPartial id={job.id} /> : null;
}

function Finished({ result: { titles, checks, tags } }: { result: DraftResult }) {
  return (
    <section aria-labelledby="draft" className="mt-10" data-testid="draft-outcome">
      <h2 id="draft" className="font-semibold font-serif text-title">
        {titles[0]}
      </h2>
      <p className="mt-1 text-ink-muted">
        It lies in your studio as a draft. Nobody sees it until you publish it.
        {titles.length > 1 &&
          ` It could also be called ${titles
            .slice(1)
            .map((title) => `“${title}”`)
            .join(" or ")}.`}
        {tags.length > 0 && ` Tags: ${tags.join(", ")}.`}
      </p>
      <ul className="mt-4 flex flex-col gap-2" aria-label="What was checked">
        {checks.map(({ id, label, ok, found }) => (
          <li key={id} className="flex items-baseline gap-3 text-ui">
            {ok ? (
              <Check aria-hidden="true" className="size-4 shrink-0 translate-y-0.5 text-live" />
            ) : (
              <TriangleAlert aria-hidden="true" className="size-4 shrink-0 translate-y-0.5 text-warn" />
            )}
            <span>
              <span className="font-medium">{label}</span>
              <span className="sr-only">{ok ? ", fine" : ", look again"}</span>
              <span className="text-ink-muted">: {found}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeepPartial({ id }: { id: string }) {
  const router = useRouter();
  const keep = trpc.draft.keepPartial.useMutation({ onSuccess: ({ href }) => router.push(href) });
  return (
    <Notice
      className="mt-8"
      title="What was written so far is still here"
      actions={
        <Button size="sm" loading={keep.isPending || keep.isSuccess} onClick={() => keep.mutate({ id })}>
          Keep what there is
        </Button>
      }
    >
      It can go to your studio as a draft, to be finished by hand. Trying again begins a new text.
      {keep.error && (
        <p role="alert" className="mt-1 text-danger">
          {keep.error.message}
        </p>
      )}
    </Notice>
  );
}
