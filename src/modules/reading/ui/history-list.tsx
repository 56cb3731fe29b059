"use client";

import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Cover } from "@/components/cover";
import { EmptyState } from "@/components/empty-state";
import { RelativeTime } from "@/components/relative-time";
import { fullChapterName } from "@/modules/chapter/ui/names";
import { trpc } from "@/trpc/react";
import type { HistoryItem, HistoryPage } from "../schema";
import { ListEnd } from "./list-end";

/** The stories that I have read in, with the way back into each. */
export function HistoryList({ first }: { first: HistoryPage }) {
  const query = trpc.reading.history.useInfiniteQuery(
    {},
    {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      initialData: { pages: [first], pageParams: [null] },
      // As the server has just rendered it, at each visit anew.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    },
  );
  const [forgotten, setForgotten] = useState<ReadonlySet<string>>(new Set());
  const items = query.data.pages.flatMap((page) => page.items).filter(({ story }) => !forgotten.has(story.id));
  const { mutate } = trpc.reading.forget.useMutation({
    onSuccess: (_, { storyId }) => setForgotten((known) => new Set([...known, storyId])),
    onError: () => toast.error("That did not work", { description: "Try again in a moment." }),
  });
  if (items.length === 0 && !query.hasNextPage) {
    return (
      <EmptyState
        title="Nothing read yet"
        text="What you read is kept here, paragraph by paragraph, on all your devices."
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
      <ul className="mt-8 border-rule border-b">
        {items.map((item) => (
          <Row key={item.story.id} item={item} onForget={() => mutate({ storyId: item.story.id })} />
        ))}
      </ul>
      <ListEnd {...query} />
    </>
  );
}

function Row({ item, onForget }: { item: HistoryItem; onForget: () => void }) {
  const { story, chapter, place, finishedChapters } = item;
  const several = story.chapters > 1;
  const done = finishedChapters >= story.chapters;
  return (
    <li className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-4 border-rule border-t py-5 sm:grid-cols-[3.5rem_minmax(0,1fr)_auto] sm:items-center">
      <Cover
        seed={story.coverSeed}
        genre={story.genre}
        title={story.title}
        author={story.author.name}
        className="w-full"
      />
      <div className="min-w-0">
        <h2 className="font-semibold font-serif text-[1.1875rem] leading-snug">
          <Link href={`/stories/${story.slug}`} className="rounded-sm hover:text-accent">
            {story.title}
          </Link>
        </h2>
        <p className="mt-0.5 text-sm">{story.author.name}</p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-ink-muted text-sm">
          {several && <span>{fullChapterName(chapter)}</span>}
          <span>
            {done ? "Read to the end" : `${Math.round(place.fraction * 100)} %${several ? " of the chapter" : ""}`}
          </span>
          <RelativeTime dateTime={place.readAt} />
        </p>
      </div>
      <div className="col-start-2 mt-3 flex flex-wrap gap-2 sm:col-start-3 sm:mt-0">
        <Button asChild size="sm">
          <Link href={several ? `/stories/${story.slug}/${chapter.number}` : `/stories/${story.slug}`}>
            {done ? "Read again" : "Go on"}
          </Link>
        </Button>
        <Button size="sm" variant="quiet" aria-label={`Forget ${story.title}`} onClick={onForget}>
          Forget
        </Button>
      </div>
    </li>
  );
}
