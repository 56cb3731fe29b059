"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { RelativeTime } from "@/components/relative-time";
import { describeDevice } from "@/modules/member/ui/describe-device";
import { hasKey } from "@/platform/page-path";
import { trpc } from "@/trpc/react";
import type { FeedbackItem } from "../schema";
import { kindWords } from "./words";

interface FeedbackRowProps {
  item: FeedbackItem;
  /** It is no longer what the list is of. */
  faded: boolean;
  onChanged: (news: readonly FeedbackItem[]) => void;
}

export function FeedbackRow({ item, faded, onChanged }: FeedbackRowProps) {
  const { id, kind, text, page, done, sentAt } = item;
  const handlers = {
    onSuccess: (after: FeedbackItem) => onChanged([after]),
    onError: (error: { message: string }) => void toast.error("That did not work", { description: error.message }),
  };
  const resolve = trpc.feedback.resolve.useMutation(handlers);
  const reopen = trpc.feedback.reopen.useMutation(handlers);
  const textId = `feedback-${id}-text`;
  return (
    <li
      id={`feedback-${id}`}
      tabIndex={-1}
      data-testid="feedback"
      className={clsx("scroll-mt-24 py-5", faded && "text-ink-muted")}
    >
      <h2 className="label-caps text-ink-muted">{kindWords[kind].name}</h2>
      <p id={textId} className="wrap-anywhere mt-2 max-w-prose whitespace-pre-line">
        {text}
      </p>
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-muted text-sm">
        <Sender item={item} />
        <AboutPage page={page} />
        <RelativeTime dateTime={sentAt} />
      </p>
      <div className="mt-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <Sent item={item} />
        <div className="ms-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          {done && (
            <span className="text-sm">
              Done by @{done.by}, <RelativeTime dateTime={done.at} />
            </span>
          )}
          {done ? (
            <Button
              size="sm"
              variant="quiet"
              aria-describedby={textId}
              loading={reopen.isPending}
              onClick={() => reopen.mutate({ id })}
            >
              Open again
            </Button>
          ) : (
            <Button
              size="sm"
              aria-describedby={textId}
              loading={resolve.isPending}
              onClick={() => resolve.mutate({ id })}
            >
              Mark as done
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

function Sender({ item: { from, email } }: { item: FeedbackItem }) {
  if (from) {
    return (
      <Link href={`/members/${from.handle}`} className="link">
        @{from.handle}
      </Link>
    );
  }
  if (!email) return <span>Somebody without an account</span>;
  return (
    <a href={`mailto:${email}`} className="link wrap-anywhere">
      {email}
    </a>
  );
}

function AboutPage({ page }: { page: string | null }) {
  if (page === null) return null;
  if (hasKey(page)) return <span className="wrap-anywhere">{page}</span>;
  return (
    <Link href={page} prefetch={false} className="link wrap-anywhere">
      {page}
    </Link>
  );
}

/** What was sent along; what the browser called itself in full is for those who open it. */
function Sent({ item: { userAgent, appVersion } }: { item: FeedbackItem }) {
  return (
    <details className="min-w-0 text-ink-muted text-sm">
      <summary className="rounded-sm py-1">
        {describeDevice(userAgent)}, Inkwire {appVersion}
      </summary>
      <code className="wrap-anywhere mt-1 block font-mono text-xs">{userAgent || "It said nothing."}</code>
    </details>
  );
}
