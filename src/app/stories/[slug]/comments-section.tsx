import Link from "next/link";
import { Suspense } from "react";
import { Comments, type CommentsProps } from "@/modules/comment/ui/comments";
import { CommentsFailed } from "@/modules/comment/ui/comments-failed";
import { CommentsSkeleton } from "@/modules/comment/ui/comments-skeleton";
import type { StoryView } from "@/modules/story/schema";
import { caller, pageActor } from "@/trpc/server";

interface CommentsSectionProps {
  story: Pick<StoryView, "id" | "slug" | "author">;
  /** Shows, and lets be said, what is about one chapter. */
  chapterId?: string;
  chapters: CommentsProps["chapters"];
}

/** What readers say about a story. It comes after the story, and does not hold it up. */
export function CommentsSection(props: CommentsSectionProps) {
  return (
    <section id="comments" aria-labelledby="comments-heading" className="mt-16">
      <hr className="wire mb-8" />
      <Suspense fallback={<CommentsSkeleton />}>
        <Loaded {...props} />
      </Suspense>
      {props.chapterId && (
        <p className="mt-8 text-sm">
          <Link href={`/stories/${props.story.slug}#comments`} className="link">
            What is said about the whole story
          </Link>
        </p>
      )}
    </section>
  );
}

async function Loaded({ story: { id, slug, author }, chapterId, chapters }: CommentsSectionProps) {
  const [actor, { comment }] = await Promise.all([pageActor(), caller()]);
  const initial = await comment.list({ storyId: id, chapterId }).catch(() => null);
  if (!initial) return <CommentsFailed />;
  const memberId = actor.kind === "member" ? actor.id : null;
  const named = chapters.map(({ id, number, title }) => ({ id, number, title }));
  const page = { storyId: id, slug, chapterId, chapters: named, author, memberId, initial };
  return <Comments key={`${id} ${chapterId} ${memberId}`} {...page} />;
}
