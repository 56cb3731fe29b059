"use client";

import Link from "next/link";
import type { PollCard } from "../schema";
import { Countdown } from "./countdown";
import { useOwnZone } from "./use-time-zone";
import { answersInWords, kindNames } from "./words";

/** A poll in a list. */
export function PollRow({ poll, heading: Heading = "h2" }: { poll: PollCard; heading?: "h2" | "h3" }) {
  const { slug, kind, question, organiser, story, responses, answered } = poll;
  return (
    <article className="border-rule border-t py-5" data-testid="poll-row">
      <p className="label-caps text-ink-muted">{kindNames[kind]}</p>
      <Heading className="wrap-anywhere mt-1.5 text-pretty font-semibold font-serif text-title">
        <Link href={`/polls/${encodeURIComponent(slug)}`} className="rounded-sm hover:text-accent">
          {question}
        </Link>
      </Heading>
      <p className="mt-1 text-ink-muted text-sm">
        {organiser.name}
        {story && (
          <>
            {" about "}
            <span className="font-serif italic">{story.title}</span>
          </>
        )}
      </p>
      <p className="mt-1 flex flex-wrap gap-x-4 text-ink-muted text-sm tabular-nums">
        <span>
          {answersInWords(responses)}
          {answered && ", yours among them"}
        </span>
        <Countdown poll={poll} zone={useOwnZone() ?? "UTC"} />
      </p>
    </article>
  );
}
