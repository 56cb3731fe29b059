"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { NavTabs } from "@/components/nav-tabs";
import { Notice } from "@/components/notice";
import type { FeedbackList } from "../schema";
import { FeedbackRow } from "./feedback-row";
import { useFeedback } from "./use-feedback";

/** What was sent to the operators; what comes in and what others do about it shows as it happens. */
export function FeedbackInbox({ first, state }: { first: FeedbackList; state: "open" | "done" }) {
  const { items, hear, waiting, showNewest, newest, more, loadMore, older } = useFeedback(first, state);
  const focus = useFocusOn();
  const open = state === "open";
  const show = async () => {
    const id = await showNewest();
    if (id) focus(id);
  };
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
            <Button
              size="sm"
              loading={newest.loading}
              onClick={() => void show()}
              className="motion-safe:animate-arrive"
            >
              {waiting === 1 ? "1 has just come in" : `${waiting} have just come in`}
            </Button>
          )}
        </div>
      )}
      {newest.failed && (
        <Notice
          role="alert"
          tone="danger"
          className="mt-3 mb-6"
          actions={
            <Button size="sm" loading={newest.loading} onClick={() => void show()}>
              Try again
            </Button>
          }
        >
          What is new did not load. What you see stays as it is.
        </Notice>
      )}
      {items.length === 0 && waiting === 0 && !newest.failed && (
        <EmptyState
          title={open ? "Nothing is waiting" : "Nothing is done yet"}
          text={
            open
              ? "What members and guests send from the foot of any page comes in here by itself."
              : "What you mark as done is kept here."
          }
        />
      )}
      {items.length > 0 && (
        <ol className="divide-y divide-rule border-rule border-b">
          {items.map((item) => (
            <FeedbackRow key={item.id} item={item} faded={open === (item.done !== null)} onChanged={hear} />
          ))}
        </ol>
      )}
      {older.failed && (
        <Notice role="alert" tone="danger" className="mt-6">
          The rest did not load. What you see stays as it is.
        </Notice>
      )}
      {more && (
        <div className="mt-8 text-center">
          <Button loading={older.loading} onClick={() => void loadMore()}>
            {older.failed ? "Try again" : "Load more"}
          </Button>
        </div>
      )}
    </>
  );
}

/** Takes the focus to one once it stands on the page; the button that was pressed may be gone by then. */
function useFocusOn() {
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (wanted) document.getElementById(`feedback-${wanted.id}`)?.focus({ preventScroll: true });
  }, [wanted]);
  return (id: string) => setWanted({ id });
}
