"use client";

import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/button";
import { TextArea } from "@/components/text-area";
import { reasonOf, trpc } from "@/trpc/react";
import { type CommentView, longestComment } from "../schema";
import { useCommentsPage } from "./comments-context";

/** Changes a comment in its place. What was typed stays until it is saved or left. */
export function CommentEditor({ comment, onDone }: { comment: CommentView; onDone: () => void }) {
  const { changed } = useCommentsPage();
  const [text, setText] = useState(comment.body);
  const edit = trpc.comment.edit.useMutation({
    onSuccess(after) {
      changed(after);
      onDone();
    },
  });
  const ready = text.trim() !== "" && text.trim().length <= longestComment;
  const save = () => {
    if (ready && !edit.isPending) edit.mutate({ id: comment.id, version: comment.version, body: text });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) save();
    if (event.key === "Escape") onDone();
  };
  return (
    <div className="mt-2">
      <TextArea
        aria-label="Your comment"
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="w-full"
      />
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        <p role="alert" className="me-auto text-danger text-sm">
          {edit.error &&
            (reasonOf(edit.error) ? edit.error.message : "That did not reach the server. Try again in a moment.")}
        </p>
        <Button variant="quiet" size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button variant="primary" size="sm" disabled={!ready} loading={edit.isPending} onClick={save}>
          Save
        </Button>
      </div>
    </div>
  );
}
