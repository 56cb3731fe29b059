"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { idleMs, type PenView, patienceMs } from "../schema";
import type { Pen } from "./use-pen";

/** Whose turn it is in this chapter, and what can be done about it. */
export function PenNotice({ pen, memberId, editedAt }: { pen: Pen; memberId: string; editedAt: string }) {
  const { view, away } = pen;
  if (!view) return null;
  return away ? (
    <Away view={view} pen={pen} memberId={memberId} editedAt={editedAt} />
  ) : (
    <Mine view={view} pen={pen} memberId={memberId} />
  );
}

function Mine({ view, pen, memberId }: { view: PenView; pen: Pen; memberId: string }) {
  const { asked } = view;
  if (view.holder.id !== memberId || !asked) return null;
  return (
    <Notice
      role="alert"
      className="mb-6"
      title={`${asked.by.name} would like to write here`}
      actions={
        <>
          <Button size="sm" variant="quiet" disabled={pen.pending} onClick={pen.keep}>
            Not now
          </Button>
          <Button size="sm" variant="primary" loading={pen.pending} onClick={pen.pass}>
            Hand over
          </Button>
        </>
      }
    >
      What you have written is saved first, and you read along.
    </Notice>
  );
}

function Away({ view, pen, memberId, editedAt }: { view: PenView; pen: Pen; memberId: string; editedAt: string }) {
  const { holder, since, asked } = view;
  const mine = asked?.by.id === memberId;
  const idleAt = Math.max(Date.parse(since), Date.parse(editedAt)) + idleMs;
  const free = useReached(mine ? Math.min(idleAt, Date.parse(asked.at) + patienceMs) : idleAt);
  return (
    <Notice
      role="status"
      tone="warn"
      className="mb-6"
      title={`${holder.name} is editing this chapter`}
      actions={
        free ? (
          <Button size="sm" loading={pen.pending} onClick={pen.take}>
            Take over
          </Button>
        ) : (
          <Button size="sm" disabled={mine} loading={pen.pending} onClick={pen.ask}>
            {mine ? "Asked" : "Ask to take over"}
          </Button>
        )
      }
    >
      You read along. {free && "Nothing was written for a while: you can go on here."}
    </Notice>
  );
}

/** Whether a moment, in milliseconds since 1970, has come; said when it does. */
function useReached(at: number): boolean {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, at - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [at]);
  return now >= at;
}
