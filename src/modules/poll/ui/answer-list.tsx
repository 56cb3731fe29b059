"use client";

import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { trpc } from "@/trpc/react";
import type { PollWatch } from "./use-poll";

/** Who has answered, for the organiser, who may take an answer out: a name that was given twice, or is nobody's. */
export function AnswerList({ watch: { poll, reload } }: { watch: PollWatch }) {
  const { slug, results } = poll;
  const remove = trpc.poll.removeResponse.useMutation({
    onError: () => toast.error("The answer was not removed. Try again in a moment."),
    onSettled: reload,
  });
  if (!results || results.participants.length === 0) return null;
  return (
    <section aria-labelledby="answers-heading" className="min-w-0">
      <h2 id="answers-heading" className="mb-4 font-semibold font-serif text-title">
        Who has answered
      </h2>
      <ul>
        {results.participants.map(({ id, name, handle, yes, maybe }) => (
          <li key={id} className="flex items-center gap-4 border-rule border-t py-2">
            <div className="min-w-0 flex-1">
              {handle ? (
                <Link href={`/members/${handle}`} className="wrap-anywhere rounded-sm font-medium hover:text-accent">
                  {name}
                </Link>
              ) : (
                <span className="wrap-anywhere font-medium">{name}</span>
              )}
              <span className="block text-ink-muted text-sm tabular-nums">
                {!handle && "Guest, "}
                {yes.length} yes, {maybe.length} if need be
              </span>
            </div>
            <ConfirmDialog
              title={`Remove the answer of ${name}?`}
              description="It counts no longer. They are not told, and may answer again while the poll is open."
              confirmLabel="Remove it"
              tone="danger"
              onConfirm={() => remove.mutateAsync({ slug, id })}
              trigger={
                <Button size="sm" variant="quiet" aria-label={`Remove the answer of ${name}`}>
                  Remove
                </Button>
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
