"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ListEnd } from "@/modules/reading/ui/list-end";
import { trpc } from "@/trpc/react";
import type { ListPolls, PollPage } from "../schema";
import { PollRow } from "./poll-row";

export type ListFilter = Exclude<ListPolls["filter"], "public">;

const nothing: Record<ListFilter, { title: string; text: string }> = {
  open: { title: "No open polls", text: "Ask your readers what happens next, or when to meet for a reading." },
  mine: {
    title: "You have asked nothing yet",
    text: "Ask your readers what happens next, or when to meet for a reading.",
  },
  answered: {
    title: "You have answered nothing yet",
    text: "Polls that you answer stay here, with what came of them.",
  },
};

/** Polls, the latest first. */
export function PollList({ first, filter }: { first: PollPage; filter: ListFilter }) {
  const query = trpc.poll.list.useInfiniteQuery(
    { filter },
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
        {...nothing[filter]}
        actions={
          <Button asChild variant="primary">
            <Link href="/polls/new">Ask something</Link>
          </Button>
        }
      />
    );
  }
  return (
    <>
      <ul className="-mt-px">
        {items.map((poll) => (
          <li key={poll.slug}>
            <PollRow poll={poll} />
          </li>
        ))}
      </ul>
      <ListEnd {...query} />
    </>
  );
}
