"use client";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { NavTabs } from "@/components/nav-tabs";
import { Notice } from "@/components/notice";
import type { FeedbackList } from "../schema";
import { FeedbackRow } from "./feedback-row";
import { useFeedback } from "./use-feedback";

/** What was sent to the operators; what comes in and what others do about it shows as it happens. */
export function FeedbackInbox({ first, state }: { first: FeedbackList; state: "open" | "done" }) {
  const { items, hear, waiting, showWaiting, more, loadMore, loading, failed } = useFeedback(first, state);
  const open = state === "open";
  return (
    <>
      <NavTabs
        label="Feedback by state"
        className="mt-6"
        items={[
          { href: "/admin/feedback", label: "Open", current: open },
          { href: "/admin/feedback?state=done", label: "Done", current: !open },
        ]}
      />
      {/* There before anything stands in it: nothing moves when something comes in. */}
      {open && (
        <div role="status" className="mt-3 flex min-h-11 items-center">
          {waiting > 0 && (
            <Button size="sm" onClick={() => void showWaiting()} className="motion-safe:animate-arrive">
              {waiting === 1 ? "1 has just come in" : `${waiting} have just come in`}
            </Button>
          )}
        </div>
      )}
      {items.length === 0 ? (
        <EmptyState
          title={open ? "Nothing is waiting" : "Nothing is done yet"}
          text={
            open
              ? "What members and guests send from the foot of any page comes in here by itself."
              : "What you mark as done is kept here."
          }
        />
      ) : (
        <ol className="divide-y divide-rule border-rule border-y">
          {items.map((item) => (
            <FeedbackRow key={item.id} item={item} faded={open === (item.done !== null)} onChanged={hear} />
          ))}
        </ol>
      )}
      {failed && (
        <Notice role="alert" tone="danger" className="mt-6">
          The rest did not load. What you see stays as it is.
        </Notice>
      )}
      {more && (
        <div className="mt-8 text-center">
          <Button loading={loading} onClick={() => void loadMore()}>
            {failed ? "Try again" : "Load more"}
          </Button>
        </div>
      )}
    </>
  );
}
