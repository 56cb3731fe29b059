"use client";

import { Button } from "@/components/button";
import type { Outgoing } from "./assemble";
import { useCommentsPage } from "./comments-context";

/** A comment that the server has not acknowledged: on its way, or to be sent again. */
export function OutgoingComment({ item }: { item: Outgoing }) {
  const { retry, takeBack } = useCommentsPage();
  return (
    <li data-testid="outgoing-comment" className="border-rule-strong border-s-2 border-dashed py-1 ps-3">
      <p className="wrap-anywhere whitespace-pre-wrap text-ink-muted">{item.body}</p>
      <div role="status" className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {item.failure === null ? (
          <span className="text-ink-muted">Sending…</span>
        ) : (
          <>
            <span className="text-danger">Not sent. {item.failure}</span>
            <Button size="sm" onClick={() => retry(item)}>
              Retry
            </Button>
            <Button size="sm" variant="quiet" onClick={() => takeBack(item)}>
              Back to the draft
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
