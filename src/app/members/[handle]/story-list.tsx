import Link from "next/link";
import { Button } from "@/components/button";
import { VisuallyHidden } from "@/components/visually-hidden";
import { MemberStories } from "@/modules/member/ui/member-stories";
import { SkeletonCards } from "@/modules/story/ui/feed/feed-skeleton";
import { caller } from "@/trpc/server";

const limit = 12;

export async function StoryList({ handle, name, own }: { handle: string; name: string; own: boolean }) {
  const first = await (await caller()).story.feed({ author: handle, limit });
  if (first.items.length > 0) return <MemberStories key={handle} handle={handle} limit={limit} first={first} />;
  return (
    <div className="py-8 text-ink-muted">
      <p>{own ? "You have not published anything yet." : `${name} has not published anything yet.`}</p>
      {own && (
        <Button asChild className="mt-4">
          <Link href="/studio?new=1">Begin a story</Link>
        </Button>
      )}
    </div>
  );
}

export function StoryListSkeleton({ rows }: { rows: number }) {
  return (
    <div className="mt-5">
      <VisuallyHidden role="status">Loading the stories</VisuallyHidden>
      <SkeletonCards count={rows} />
    </div>
  );
}
