"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { NavTabs } from "@/components/nav-tabs";
import { Notice } from "@/components/notice";
import { RelativeTime } from "@/components/relative-time";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { CaseItem, QueuePage } from "../schema";
import { ClaimLine } from "./claim-line";
import { useCases } from "./use-cases";
import { kindWords, reasonWords } from "./words";

interface QueueProps {
  first: QueuePage;
  state: "open" | "decided";
  memberId: string;
}

/** All cases of a state; claims, decisions and new ones show as they happen. */
export function Queue({ first, state, memberId }: QueueProps) {
  const { items, nextCursor, loading, failed, loadMore } = useCases(first, state);
  const open = state === "open";
  const waiting = items.filter(({ decided }) => !decided).length;
  return (
    <>
      <NavTabs
        label="Cases by state"
        className="mt-6"
        items={[
          { href: "/admin/moderation", label: "Open", current: open },
          { href: "/admin/moderation?state=decided", label: "Decided", current: !open },
        ]}
      />
      {open && <VisuallyHidden role="status">{waiting === 1 ? "1 open case" : `${waiting} open cases`}</VisuallyHidden>}
      {items.length === 0 ? (
        <EmptyState
          title={open ? "Nothing is waiting" : "Nothing was decided yet"}
          text={open ? "What members report shows up here by itself." : "Cases that are decided are kept here."}
        />
      ) : (
        <ol className="divide-y divide-rule">
          {items.map((item) => (
            <CaseRow key={item.id} item={item} memberId={memberId} faded={open && item.decided !== null} />
          ))}
        </ol>
      )}
      {failed && (
        <Notice role="alert" tone="danger" className="mt-6">
          The rest did not load. What you see stays as it is.
        </Notice>
      )}
      {nextCursor && (
        <div className="mt-8 text-center">
          <Button loading={loading} onClick={() => void loadMore()}>
            {failed ? "Try again" : "Load more"}
          </Button>
        </div>
      )}
    </>
  );
}

function CaseRow({ item, memberId, faded }: { item: CaseItem; memberId: string; faded: boolean }) {
  const { id, kind, title, excerpt, member, reasons, appeal, openedAt } = item;
  return (
    <li data-testid="case" data-case={id} className={clsx("group relative py-4", faded && "text-ink-muted")}>
      <p className="label-caps text-ink-muted">{appeal === null ? kindWords[kind] : "Reply to a decision"}</p>
      <h2 className="mt-1 font-semibold font-serif text-[1.1875rem] leading-snug">
        <Link
          href={`/admin/moderation/${id}`}
          className="wrap-anywhere rounded-sm decoration-1 decoration-accent underline-offset-4 after:absolute after:inset-0 group-hover:underline"
        >
          {title}
        </Link>
      </h2>
      <p className="wrap-anywhere mt-1 line-clamp-2 text-ink-muted">{appeal ?? excerpt}</p>
      <p className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {reasons.map(({ reason, count }) => (
          <span key={reason} className="text-warn">
            {reasonWords[reason].name}
            {count > 1 && ` × ${count}`}
          </span>
        ))}
        <span className="text-ink-muted">{member ? `by @${member.handle}` : "by somebody who has left"}</span>
        <RelativeTime dateTime={openedAt} className="text-ink-muted" />
        <ClaimLine item={item} memberId={memberId} />
      </p>
    </li>
  );
}
