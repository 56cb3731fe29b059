"use client";

import { Button } from "@/components/button";
import type { CommentNode } from "./assemble";
import { useCommentsPage } from "./comments-context";

export const newComments = (count: number) => (count === 1 ? "1 new comment" : `${count} new comments`);
const newReplies = (count: number) => (count === 1 ? "1 new reply" : `${count} new replies`);

/** Shows what waits at this place. It stands in a row that is there anyway, so that it moves nothing when it comes. */
export function NewComments({ of, count }: { of: CommentNode | null; count: number }) {
  const { reveal } = useCommentsPage();
  if (count === 0) return null;
  return (
    <Button
      size="sm"
      data-testid="new-replies"
      onClick={() => reveal(of)}
      className="motion-safe:animate-arrive pointer-coarse:h-8"
    >
      {of ? newReplies(count) : newComments(count)}
    </Button>
  );
}
