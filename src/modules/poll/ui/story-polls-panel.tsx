"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { trpc } from "@/trpc/react";
import { answersInWords } from "./words";

/** In the studio: what was asked about a story, and how to ask more once it has readers. */
export function StoryPollsPanel({ storyId, published }: { storyId: string; published: boolean }) {
  const { data } = trpc.poll.list.useQuery({ filter: "mine", storyId }, { refetchOnWindowFocus: "always" });
  if (!published && !data?.items.length) return null;
  return (
    <section aria-labelledby="story-polls-heading">
      <h2 id="story-polls-heading" className="label-caps mb-4 text-ink-muted">
        Polls
      </h2>
      <ul>
        {data?.items.map(({ slug, question, responses, closedAt }) => (
          <li key={slug} className="border-rule border-t py-2">
            <Link
              href={`/polls/${encodeURIComponent(slug)}/results`}
              className="wrap-anywhere block rounded-sm font-medium hover:text-accent"
            >
              {question}
            </Link>
            <span className="text-ink-muted text-sm tabular-nums">
              {answersInWords(responses)}
              {closedAt !== null && ", closed"}
            </span>
          </li>
        ))}
      </ul>
      {published && (
        <Button asChild size="sm" className="mt-2">
          <Link href={`/polls/new?story=${storyId}`}>Ask what happens next</Link>
        </Button>
      )}
    </section>
  );
}
