"use client";

import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/button";
import { TextArea } from "@/components/text-area";
import { reasonOf, trpc } from "@/trpc/react";
import { type CommentView, commentView, longestComment } from "../schema";
import { useCommentsPage } from "./comments-context";
import { dropEdit, keepEdit, readEdit } from "./drafts";

/** Changes a comment in its place. What was typed stays, through a reload too, until it is saved or left. */
export function CommentEditor({ comment, onDone }: { comment: CommentView; onDone: () => void }) {
  const { memberId, changed } = useCommentsPage();
  const { id, body } = comment;
  // The version is the one that was opened: what another tab saves meanwhile must not be overwritten unseen.
  const [{ text, version }, setEdit] = useState(
    () => readEdit(memberId, id) ?? { text: body, version: comment.version },
  );
  const write = (next: string) => {
    setEdit({ text: next, version });
    if (next === body) dropEdit(memberId, id);
    else keepEdit(memberId, id, { text: next, version });
  };
  const leave = () => {
    dropEdit(memberId, id);
    onDone();
  };
  const edit = trpc.comment.edit.useMutation({
    onSuccess(after) {
      changed(after);
      leave();
    },
    onError(error) {
      const current = commentView.safeParse(error.data?.details?.current);
      if (!current.success) return;
      changed(current.data);
      setEdit((now) => ({ ...now, version: current.data.version }));
    },
  });
  const ready = text.trim() !== "" && text.trim().length <= longestComment;
  const save = () => {
    if (ready && !edit.isPending) edit.mutate({ id, version, body: text });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) save();
    if (event.key === "Escape" && text === body) leave();
  };
  return (
    <div className="mt-2">
      <TextArea
        aria-label="Your comment"
        autoFocus
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        className="w-full"
      />
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        <p role="alert" className="me-auto text-danger text-sm">
          {edit.error && failureOf(edit.error)}
        </p>
        <Button variant="quiet" size="sm" onClick={leave}>
          Cancel
        </Button>
        <Button variant="primary" size="sm" disabled={!ready} loading={edit.isPending} onClick={save}>
          Save
        </Button>
      </div>
    </div>
  );
}

function failureOf(error: { message: string }): string {
  const reason = reasonOf(error);
  if (reason === "conflict") return "It was changed in another tab meanwhile. Save again to keep this text.";
  return reason ? error.message : "That did not reach the server. Try again in a moment.";
}
