"use client";

import { clsx } from "clsx";
import { Button } from "@/components/button";
import type { Branch, CommentNode } from "./assemble";
import { CommentItem } from "./comment-item";
import { useCommentsPage } from "./comments-context";
import { OutgoingComment } from "./outgoing-comment";

export const newComments = (count: number) => (count === 1 ? "1 new comment" : `${count} new comments`);
const newReplies = (count: number) => (count === 1 ? "1 new reply" : `${count} new replies`);

/** What answers one comment, or the story: there in the order of their places, with what waits and what is on its way. */
export function CommentBranch({ branch, of }: { branch: Branch; of: CommentNode | null }) {
  const { answers, waiting, outgoing } = branch;
  const { reveal } = useCommentsPage();
  if (answers.length + waiting + outgoing.length === 0) return null;
  const list = (
    <ol className={clsx("flex flex-col", of ? "mt-4 gap-4 border-rule border-s ps-3 sm:ps-5" : "gap-7")}>
      {!of && outgoing.map((item) => <OutgoingComment key={item.id} item={item} />)}
      {answers.map((node) => (
        <CommentItem key={node.place} node={node}>
          <CommentBranch branch={node} of={node} />
        </CommentItem>
      ))}
      {of && outgoing.map((item) => <OutgoingComment key={item.id} item={item} />)}
    </ol>
  );
  // New threads come on top, new answers below the others.
  const news = waiting > 0 && (
    <Button size="sm" data-testid="new-replies" onClick={() => reveal(of)} className={of ? "mt-4" : "mb-6"}>
      {of ? newReplies(waiting) : newComments(waiting)}
    </Button>
  );
  return of ? (
    <>
      {list}
      {news}
    </>
  ) : (
    <>
      {news}
      {list}
    </>
  );
}
