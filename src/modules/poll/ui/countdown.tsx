"use client";

import { Clock } from "lucide-react";
import { useEffect, useRef } from "react";
import { VisuallyHidden } from "@/components/visually-hidden";
import { closingSoonFrom } from "../policy";
import type { PollCard } from "../schema";
import { describeInstant } from "../zones";
import { useServerNow } from "./use-server-now";
import { timeLeft } from "./words";

interface CountdownProps {
  poll: Pick<PollCard, "closesAt" | "closedAt" | "createdAt">;
  zone: string;
  /** When it has run out. Told once. */
  onEnd?: () => void;
}

/** When a poll closes, and how long that is, by the server's clock. */
export function Countdown({ poll: { closesAt, closedAt, createdAt }, zone, onEnd }: CountdownProps) {
  const now = useServerNow(closesAt !== null && closedAt === null);
  const end = closesAt === null ? null : Date.parse(closesAt);
  const over = closedAt === null && end !== null && now !== null && now >= end;
  const told = useRef(false);
  useEffect(() => {
    if (!over) told.current = false;
    else if (!told.current) {
      told.current = true;
      onEnd?.();
    }
  }, [over, onEnd]);

  if (closedAt !== null) return <span>Closed {describeInstant(closedAt, zone)}</span>;
  if (closesAt === null || end === null) return <span>Open until its author closes it</span>;
  const soon = now !== null && !over && now >= closingSoonFrom({ createdAt: Date.parse(createdAt), closesAt: end });
  return (
    <span className={soon ? "text-warn" : undefined}>
      <Clock aria-hidden="true" className="me-1.5 inline size-4 -translate-y-px" />
      {over ? "Closing now" : <>Closes {describeInstant(closesAt, zone)}</>}
      {now !== null && !over && (
        <span role="timer" className="tabular-nums" data-testid="countdown">
          , <span className="whitespace-nowrap">in {timeLeft(end - now)}</span>
        </span>
      )}
      <VisuallyHidden role="status">{soon && "This poll closes soon."}</VisuallyHidden>
    </span>
  );
}
