"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { type ReactNode, useEffect } from "react";
import { Avatar } from "@/components/avatar";
import { EmptyState } from "@/components/empty-state";
import { NavTabs } from "@/components/nav-tabs";
import { HiddenNotice } from "@/modules/moderation/ui/hidden-notice";
import { ReportButton } from "@/modules/moderation/ui/report-button";
import { ShareButton } from "@/modules/story/ui/reader/share-button";
import { trpc } from "@/trpc/react";
import type { PollView } from "../schema";
import { AnswerForm } from "./answer-form";
import { AnswerList } from "./answer-list";
import { Countdown } from "./countdown";
import { OrganiserTools } from "./organiser-tools";
import { Outcome } from "./outcome";
import { PollResultsView } from "./poll-results";
import { slotGrid } from "./slot-grid";
import { usePoll } from "./use-poll";
import { useShownZone } from "./use-time-zone";
import { kindNames } from "./words";
import { ZoneSwitch } from "./zone-switch";

/** Columns of a grid that has room beside another one. */
const mostBeside = 5;

export interface PollPageProps {
  initial: PollView;
  memberId: string | null;
  view: "answer" | "results";
}

/** A poll: to answer, with what it has come to below; or its results alone. */
export function PollPage({ initial, memberId, view }: PollPageProps) {
  const { watch, guest } = usePoll(initial, memberId);
  const { poll, gone, heardAt, reload } = watch;
  const zones = useShownZone(poll.timeZone);
  useVisit(poll, memberId);
  if (gone) return <EmptyState title="This poll is gone" text="It was removed, or is not visible to you any more." />;

  const { slug, kind, options, closedAt } = poll;
  const [first] = options;
  const href = `/polls/${encodeURIComponent(slug)}`;
  // A wide grid is worth the whole width.
  const beside = kind === "choice" || slotGrid(options, zones.zone).columns.length <= mostBeside;
  const answering = view === "answer" && closedAt === null;
  return (
    <div className="mx-auto max-w-[60rem] px-4 pt-8 pb-20 sm:px-6 sm:pt-12">
      <PollHeader poll={poll}>
        <Countdown poll={poll} zone={zones.zone} onEnd={reload} />
      </PollHeader>
      {poll.hidden && <HiddenNotice what="poll" />}
      {memberId && !poll.own && (
        <div className="-ms-3 mt-4">
          <ReportButton kind="poll" id={poll.id} />
        </div>
      )}
      {poll.own && <OrganiserTools watch={watch} zone={zones.zone} />}
      {closedAt === null ? (
        <NavTabs
          label="Views of this poll"
          className="mt-8 mb-8"
          items={[
            { href, label: "Answer", current: view === "answer" },
            { href: `${href}/results`, label: "Results", current: view === "results" },
          ]}
        />
      ) : (
        <hr className="wire mt-8 mb-8" />
      )}
      <Outcome poll={poll} zone={zones.zone} />
      {kind === "availability" && first?.startsAt && (
        <div className="mb-6">
          <ZoneSwitch zones={zones} organisers={poll.timeZone} at={first.startsAt} />
        </div>
      )}
      <div className={clsx("grid gap-x-14 gap-y-14", answering && beside && "lg:grid-cols-2")}>
        {answering && (
          <section aria-labelledby="answer-heading" className="min-w-0">
            <h2 id="answer-heading" className="mb-4 font-semibold font-serif text-title">
              Your answer
            </h2>
            <AnswerForm watch={watch} memberId={memberId} guest={guest} zone={zones.zone} />
          </section>
        )}
        <section aria-labelledby="results-heading" className={clsx("min-w-0", !answering && beside && "max-w-reading")}>
          <h2 id="results-heading" className="mb-4 font-semibold font-serif text-title">
            {closedAt === null ? "So far" : "Results"}
          </h2>
          <PollResultsView
            poll={poll}
            zone={zones.zone}
            heardAt={heardAt}
            empty={
              <div className="mb-6 flex flex-wrap items-center gap-3">
                <p className="text-ink-muted">Send the link to those who should answer.</p>
                <ShareButton title={poll.question} />
              </div>
            }
          />
        </section>
        {poll.own && !answering && kind === "availability" && <AnswerList watch={watch} />}
      </div>
    </div>
  );
}

/** Has the member reminded before the poll closes, unless they answer. */
export function useVisit({ slug, own, answered, closedAt }: PollView, memberId: string | null): void {
  const { client } = trpc.useUtils();
  const waiting = memberId !== null && !own && !answered && closedAt === null;
  useEffect(() => {
    if (waiting) client.poll.visit.mutate({ slug }).catch(() => {}); // no reminder, then
  }, [client, slug, waiting]);
}

function PollHeader({ poll, children }: { poll: PollView; children: ReactNode }) {
  const { kind, story, question, organiser, description, visibility } = poll;
  return (
    <header>
      <p className="label-caps flex flex-wrap gap-x-3 text-ink-muted">
        <span>{kindNames[kind]}</span>
        {visibility === "unlisted" && <span>Unlisted</span>}
      </p>
      <h1 className="wrap-anywhere mt-3 text-balance font-semibold font-serif text-display">{question}</h1>
      <div className="mt-4 flex items-center gap-3">
        <Avatar handle={organiser.handle} src={organiser.image} size="md" />
        <p className="min-w-0 text-ui">
          <Link href={`/members/${organiser.handle}`} className="rounded-sm font-medium hover:text-accent">
            {organiser.name}
          </Link>
          {story && (
            <>
              {" about "}
              <Link href={`/stories/${story.slug}`} className="link font-serif italic">
                {story.title}
              </Link>
            </>
          )}
          <span className="block text-ink-muted text-sm">{children}</span>
        </p>
      </div>
      {description && <p className="wrap-anywhere mt-5 max-w-prose whitespace-pre-line text-pretty">{description}</p>}
    </header>
  );
}
