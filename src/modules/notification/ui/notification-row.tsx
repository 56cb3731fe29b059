"use client";

import { clsx } from "clsx";
import { BellRing } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { RelativeTime } from "@/components/relative-time";
import { VisuallyHidden } from "@/components/visually-hidden";
import { hrefOf, plainText, sentenceOf } from "../words";
import type { Shown } from "./notification-state";
import { Sentence } from "./sentence";

interface RowProps {
  notification: Shown;
  onRead: () => void;
  /** Told when it is followed, after `onRead`. */
  onOpen?: () => void;
}

export function NotificationRow({ notification, onRead, onOpen }: RowProps) {
  const { gone, read, at, actors } = notification;
  if (gone) return <li className="px-4 py-4 text-ink-muted text-ui italic">This was taken back.</li>;
  const open = () => {
    if (!read) onRead();
    onOpen?.();
  };
  const [actor] = actors;
  return (
    <li data-testid="notification" data-read={read} className="relative flex items-stretch">
      <Link
        href={hrefOf(notification)}
        onClick={open}
        className={clsx(
          "flex min-w-0 flex-1 items-start gap-3 py-3 ps-4 pe-12 -outline-offset-2 hover:bg-paper-sunk",
          read && "text-ink-muted",
        )}
      >
        {actor ? (
          <Avatar handle={actor.handle} src={actor.image} />
        ) : (
          <span className="grid size-8 shrink-0 place-items-center rounded-full border border-rule-strong">
            <BellRing aria-hidden="true" className="size-4" />
          </span>
        )}
        <span className="min-w-0 flex-1 text-pretty text-ui">
          {!read && <VisuallyHidden>Unread: </VisuallyHidden>}
          <Sentence notification={notification} />
          <RelativeTime dateTime={at} className="block text-ink-muted text-sm" />
        </span>
      </Link>
      {!read && (
        <button
          type="button"
          onClick={onRead}
          title="Mark as read"
          aria-label={`Mark as read: ${plainText(sentenceOf(notification))}`}
          className="absolute inset-e-2 top-1/2 grid size-9 -translate-y-1/2 place-items-center rounded-sm hover:bg-paper-raised"
        >
          <span aria-hidden="true" className="size-2.5 rounded-full bg-accent" />
        </button>
      )}
    </li>
  );
}
