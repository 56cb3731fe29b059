"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";
import type { CommentView } from "../schema";
import { useCommentsPage } from "./comments-context";

/** Says why a comment is seen by two only, and lets the author of the story let it through. */
export function HeldNotice({ comment }: { comment: CommentView }) {
  const { memberId, authorId, changed } = useCommentsPage();
  const approve = trpc.comment.approve.useMutation({ onSuccess: changed });
  if (memberId !== authorId) {
    return (
      <Notice className="mt-2" title="Waiting for the author">
        Only you and the author see this comment so far.
      </Notice>
    );
  }
  return (
    <Notice
      className="mt-2"
      title="Held back"
      actions={
        <Button size="sm" loading={approve.isPending} onClick={() => approve.mutate({ id: comment.id })}>
          Approve
        </Button>
      }
    >
      {approve.isError ? "That did not work. Try again in a moment." : "Only you and its writer see it."}
    </Notice>
  );
}
