"use client";

import { clsx } from "clsx";
import type { Branch, CommentNode } from "./assemble";
import { CommentItem } from "./comment-item";
import { OutgoingComment } from "./outgoing-comment";

/** What answers one comment, or the story, in the order of their places; and what is on its way there. */
export function CommentBranch({ branch, of }: { branch: Branch; of: CommentNode | null }) {
  const { answers, outgoing } = branch;
  if (answers.length + outgoing.length === 0) return null;
  const onTheirWay = outgoing.map((item) => <OutgoingComment key={item.id} item={item} />);
  return (
    <ol className={clsx("flex flex-col", of ? "mt-4 gap-4 border-rule border-s ps-3 sm:ps-5" : "gap-7")}>
      {!of && onTheirWay}
      {answers.map((node) => (
        <CommentItem key={node.place} node={node}>
          <CommentBranch branch={node} of={node} />
        </CommentItem>
      ))}
      {of && onTheirWay}
    </ol>
  );
}
