"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/button";
import type { PollView } from "../schema";
import { AnswerForm } from "./answer-form";
import { Countdown } from "./countdown";
import { EditLink } from "./edit-link";
import { Outcome } from "./outcome";
import { useVisit } from "./poll-page";
import { PollResultsView } from "./poll-results";
import { usePoll } from "./use-poll";
import { useShownZone } from "./use-time-zone";

/** A reader poll at the end of a story, answered where it stands. */
export function StoryPoll({ initial, memberId }: { initial: PollView; memberId: string | null }) {
  const { watch, guest } = usePoll(initial, memberId);
  const { poll, gone, heardAt, reload } = watch;
  const { zone } = useShownZone(poll.timeZone);
  const [changing, setChanging] = useState(false);
  useVisit(poll, memberId);
  if (gone) return null;
  const href = `/polls/${encodeURIComponent(poll.slug)}`;
  const given = memberId ? poll.mine : guest.answer;
  const answering = poll.closedAt === null && (given === null || changing);
  return (
    <article className="border-rule border-t py-6" data-testid="story-poll">
      <h3 className="wrap-anywhere text-pretty font-semibold font-serif text-title">
        <Link href={href} className="rounded-sm hover:text-accent">
          {poll.question}
        </Link>
      </h3>
      <p className="mt-1 mb-5 text-ink-muted text-sm">
        <Countdown poll={poll} zone={zone} onEnd={reload} />
      </p>
      <Outcome poll={poll} zone={zone} />
      {answering ? (
        <AnswerForm watch={watch} memberId={memberId} guest={guest} zone={zone} onSent={() => setChanging(false)} />
      ) : (
        <>
          <PollResultsView poll={poll} zone={zone} heardAt={heardAt} empty={null} />
          {guest.key && (
            <div className="mt-4">
              <EditLink slug={poll.slug} guestKey={guest.key} onOther={guest.forget} />
            </div>
          )}
          {poll.closedAt === null && (
            <Button size="sm" className="mt-4" onClick={() => setChanging(true)}>
              Change your answer
            </Button>
          )}
        </>
      )}
    </article>
  );
}
