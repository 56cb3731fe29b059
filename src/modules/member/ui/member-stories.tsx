"use client";

import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import type { FeedPage } from "@/modules/story/schema";
import { StoryCard } from "@/modules/story/ui/story-card";
import { trpc } from "@/trpc/react";

/** What the server has just rendered is not asked for again; a list kept from an earlier visit is. */
const justRenderedMs = 5_000;

/** The list as the server rendered its first page, and more of it on demand. */
export function MemberStories({ handle, limit, first }: { handle: string; limit: number; first: FeedPage }) {
  const list = trpc.story.feed.useInfiniteQuery(
    { author: handle, limit },
    {
      initialData: { pages: [first], pageParams: [null] },
      getNextPageParam: ({ nextCursor }) => nextCursor,
      staleTime: justRenderedMs,
    },
  );
  return (
    <>
      <ul className="mt-5" data-testid="member-stories">
        {list.data.pages.flatMap(({ items }) =>
          items.map((story) => (
            <li key={story.id} className="border-rule border-t py-6">
              <StoryCard story={story} heading="h3" />
            </li>
          )),
        )}
      </ul>
      {list.isFetchNextPageError && <ErrorState className="my-6" title="The rest did not load" />}
      {list.hasNextPage && (
        <Button className="mt-4" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {list.isFetchNextPageError ? "Try again" : "Load more"}
        </Button>
      )}
    </>
  );
}
