"use client";

import { RotateCw } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";

const never = () => () => {};

interface AsOfProps {
  at: string;
  failed: boolean;
  loading: boolean;
  onRefresh: () => void;
}

/** When the figures were read, and how to have them anew. They come by themselves each 30 seconds while one looks. */
export function AsOf({ at, failed, loading, onRefresh }: AsOfProps) {
  // The server does not know the reader's clock.
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const clock = alive ? new Date(at).toLocaleTimeString("en-GB") : "";
  return (
    <>
      <p className="flex items-center gap-3 text-ink-muted text-sm">
        <span>
          As of <time dateTime={at}>{clock}</time>, anew each 30 seconds
        </span>
        <Button size="sm" loading={loading} onClick={onRefresh}>
          <RotateCw aria-hidden="true" />
          Refresh
        </Button>
      </p>
      {failed && (
        <Notice role="alert" tone="warn" className="mt-3">
          The newest figures did not arrive. These are the last that did; the next attempt is on its way.
        </Notice>
      )}
    </>
  );
}

/** Figures are read anew this often while the page is before somebody's eyes; hidden, it rests. */
export const pollMs = 30_000;
