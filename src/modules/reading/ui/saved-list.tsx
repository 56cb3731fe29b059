"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { RelativeTime } from "@/components/relative-time";
import { StoryCard } from "@/modules/story/ui/story-card";
import { trpc } from "@/trpc/react";
import type { SavedPage } from "../schema";
import { ListEnd } from "./list-end";
import { SaveButton } from "./save-button";

/** What I have marked for later. Taken out, a story stays in sight until the page is left, so that it can be put back. */
export function SavedList({ first }: { first: SavedPage }) {
  const query = trpc.reading.saved.useInfiniteQuery(
    {},
    {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      initialData: { pages: [first], pageParams: [null] },
      // As the server has just rendered it, at each visit anew.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    },
  );
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState
        title="Nothing saved yet"
        text="Save a story with its bookmark, or with the key b while you read, and it waits for you here."
        actions={
          <Button asChild variant="primary">
            <Link href="/community">Find something to read</Link>
          </Button>
        }
      />
    );
  }
  return (
    <>
      <ul className="mt-8 grid gap-x-14 lg:grid-cols-2">
        {items.map(({ story, savedAt }) => (
          <li key={story.id} className="flex flex-col gap-2 border-rule border-t py-6">
            <StoryCard story={story} />
            <p className="flex items-center gap-3 ps-20 text-ink-muted text-sm sm:ps-28">
              <SaveButton storyId={story.id} saved path="/saved" label={story.title} />
              <RelativeTime dateTime={savedAt} />
            </p>
          </li>
        ))}
      </ul>
      <ListEnd {...query} />
    </>
  );
}
