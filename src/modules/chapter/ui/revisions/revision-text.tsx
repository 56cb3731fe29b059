"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { Skeleton } from "@/components/skeleton";
import type { ChapterManuscript } from "@/modules/chapter/schema";
import { reasonOf, trpc } from "@/trpc/react";
import { TextDiff } from "./text-diff";

/** One earlier text with what differs today, and the way back to it. */
export function RevisionText({ chapter, revisionId }: { chapter: ChapterManuscript; revisionId: string }) {
  const { version, storyId } = chapter;
  const { data, isError, refetch } = trpc.story.revision.useQuery(
    { id: revisionId },
    { staleTime: Number.POSITIVE_INFINITY }, // never changes
  );
  const router = useRouter();
  const utils = trpc.useUtils();
  const restoring = trpc.story.restoreRevision.useMutation({
    async onSuccess() {
      await utils.story.mine.invalidate();
      toast.success("This is the text again", { description: "The one it replaced is kept among the earlier texts." });
      router.push(`/studio/${storyId}`);
    },
    onError(error) {
      if (reasonOf(error) === "conflict") {
        toast.error("The story was changed meanwhile", { description: "Look again at what differs now." });
        router.refresh();
      } else {
        toast.error("Nothing was changed", { description: "That did not reach the server. Try again in a moment." });
      }
    },
  });

  if (isError) {
    return (
      <ErrorState title="This text did not load" actions={<Button onClick={() => void refetch()}>Try again</Button>} />
    );
  }
  if (!data) return <Skeleton className="h-96" />;
  const fields = [
    { name: "Title", before: chapter.title, after: data.title },
    { name: "Note before", before: chapter.notesBefore, after: data.notesBefore },
    { name: "Note after", before: chapter.notesAfter, after: data.notesAfter },
  ].filter(({ before, after }) => before !== after);
  const same = fields.length === 0 && data.body === chapter.body;
  return (
    <section aria-label="What differs" className="min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-3 border-rule border-b pb-4">
        <p className="text-ink-muted text-sm">
          {same
            ? "The same as the text of today."
            : "Green stood here then; red, with a line at its side, stands here today."}
        </p>
        <Button
          variant="primary"
          size="sm"
          disabled={same}
          loading={restoring.isPending}
          onClick={() => restoring.mutate({ id: storyId, revisionId, version })}
        >
          Make this the text again
        </Button>
      </div>
      {fields.length > 0 && (
        <dl className="mt-4 flex flex-col gap-2">
          {fields.map(({ name, before, after }) => (
            <div key={name} className="flex flex-wrap gap-x-3 break-words">
              <dt className="text-ink-muted text-sm">{name}</dt>
              <dd>
                <del className="text-danger">{before || "none"}</del> <ins className="text-live">{after || "none"}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <TextDiff before={chapter.body} after={data.body} />
    </section>
  );
}
