"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { RelativeTime } from "@/components/relative-time";
import type { CaseView } from "../schema";
import { AnswerForm } from "./answer-form";
import { ClaimLine } from "./claim-line";
import { DecideForm } from "./decide-form";
import { History } from "./history";
import { useCase } from "./use-case";
import { kindWords, reasonWords } from "./words";

/** One case: what was reported, what was done before, and what to do now. */
export function CasePage({ first, memberId }: { first: CaseView; memberId: string }) {
  const { view, claim, mine, taking, take, release, refresh, failure } = useCase(first, memberId);
  const { item, reports, measure, history, decider } = view;
  const { kind, title, excerpt, href, member, appeal } = item;
  const others = claim !== null && !mine;
  return (
    <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <p className="label-caps text-ink-muted">
          {appeal === null ? `Reported ${kindWords[kind]}` : "Reply to a decision"}
        </p>
        <h1 className="wrap-anywhere mt-2 text-balance font-semibold font-serif text-display">{title}</h1>
        <p className="mt-2 flex flex-wrap gap-x-4 text-ink-muted text-sm">
          {member && (
            <Link href={`/members/${member.handle}`} className="rounded-sm hover:text-accent">
              {member.name} (@{member.handle})
            </Link>
          )}
          <Link href={href} className="rounded-sm underline hover:text-accent">
            Where it stands
          </Link>
          <RelativeTime dateTime={item.openedAt} />
        </p>
        {measure && (
          <Notice className="mt-6" title="What was decided">
            {measure.reason}
          </Notice>
        )}
        <section aria-labelledby="reported" className="mt-8">
          <h2 id="reported" className="font-medium text-ui">
            {appeal === null ? "How it read when it was reported" : "What the member replies"}
          </h2>
          <blockquote className="wrap-anywhere mt-2 max-h-96 overflow-y-auto whitespace-pre-line border-rule-strong border-s-2 ps-4 font-serif">
            {appeal ?? (excerpt || <em className="text-ink-muted">No text</em>)}
          </blockquote>
        </section>
        {reports.length > 0 && (
          <section aria-labelledby="reports" className="mt-8">
            <h2 id="reports" className="font-medium text-ui">
              {reports.length === 1 ? "1 report" : `${reports.length} reports`}
            </h2>
            <ul className="mt-2 divide-y divide-rule border-rule border-y">
              {reports.map(({ by, reason, note, at }) => (
                <li key={`${by?.id} ${at}`} className="py-3">
                  <p className="flex flex-wrap gap-x-3 text-sm">
                    <span className="font-medium text-warn">{reasonWords[reason].name}</span>
                    <span className="text-ink-muted">{by ? `@${by.handle}` : "somebody who has left"}</span>
                    <RelativeTime dateTime={at} className="text-ink-muted" />
                  </p>
                  {note && <p className="wrap-anywhere mt-1 whitespace-pre-line">{note}</p>}
                </li>
              ))}
            </ul>
          </section>
        )}
        <History measures={history} onLifted={refresh} />
      </div>
      <section aria-labelledby="decision" className="min-w-0 lg:sticky lg:top-20 lg:self-start">
        <h2 id="decision" className="font-semibold font-serif text-title">
          {item.decided ? "Decided" : decider === "you" ? "Your decision" : "Not yours to decide"}
        </h2>
        <p aria-live="polite" className="mt-2 text-sm">
          <ClaimLine item={item} memberId={memberId} />
        </p>
        {failure && (
          <Notice role="alert" tone="danger" className="mt-4">
            {failure}
          </Notice>
        )}
        {!item.decided && decider === "administrators" && (
          <Notice className="mt-4">Administrators decide about moderators and administrators.</Notice>
        )}
        {!item.decided && decider === "nobody" && (
          <Notice tone="warn" className="mt-4" title="Nobody can decide about this yet">
            It takes an administrator whom it does not concern, and there is none. It waits until one is named, by an
            administrator under Members or by whoever runs this server.
          </Notice>
        )}
        {!item.decided && !mine && decider === "you" && (
          <Button variant="primary" className="mt-4" disabled={others} loading={taking} onClick={take}>
            Take this case
          </Button>
        )}
        {!item.decided && mine && (
          <>
            {appeal === null ? (
              <DecideForm item={item} onDone={refresh} />
            ) : (
              <AnswerForm item={item} onDone={refresh} />
            )}
            <Button variant="quiet" className="mt-2" onClick={release}>
              Give it back
            </Button>
          </>
        )}
      </section>
    </div>
  );
}
