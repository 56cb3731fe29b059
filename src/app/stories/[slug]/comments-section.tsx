import { Suspense } from "react";
import { Comments } from "@/modules/comment/ui/comments";
import { CommentsFailed } from "@/modules/comment/ui/comments-failed";
import { CommentsSkeleton } from "@/modules/comment/ui/comments-skeleton";
import type { StoryView } from "@/modules/story/schema";
import { caller, pageActor } from "@/trpc/server";

/** What readers say about a story. It comes after the story, and does not hold it up. */
export function CommentsSection({ story }: { story: Pick<StoryView, "id" | "author"> }) {
  return (
    <section id="comments" aria-labelledby="comments-heading" className="mt-16">
      <hr className="wire mb-8" />
      <Suspense fallback={<CommentsSkeleton />}>
        <Loaded story={story} />
      </Suspense>
    </section>
  );
}

async function Loaded({ story: { id, author } }: { story: Pick<StoryView, "id" | "author"> }) {
  const [actor, { comment }] = await Promise.all([pageActor(), caller()]);
  const initial = await comment.list({ storyId: id }).catch(() => null);
  if (!initial) return <CommentsFailed />;
  const memberId = actor.kind === "member" ? actor.id : null;
  return <Comments key={`${id} ${memberId}`} storyId={id} author={author} memberId={memberId} initial={initial} />;
}
