"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { VisuallyHidden } from "@/components/visually-hidden";
import { SkeletonCards } from "./feed-skeleton";

interface LoadMoreProps {
  more: boolean;
  loading: boolean;
  failed: boolean;
  /** How many stories are shown, to be said when there are more. */
  shown: number;
  onLoad: () => void;
}

/** The way to older stories. It loads a page by itself, then leaves it to the reader: the footer can be reached. */
export function LoadMore({ more, loading, failed, shown, onLoad }: LoadMoreProps) {
  const sentinel = useLoadOnce(more && !loading && !failed, onLoad);
  return (
    <>
      {loading && (
        <div aria-hidden="true" className="grid gap-x-14 lg:grid-cols-2">
          <SkeletonCards count={6} />
        </div>
      )}
      <div ref={sentinel} className="mt-4 border-rule border-t pt-6">
        <div role="status">
          <VisuallyHidden>{loading ? "Loading older stories" : `${shown} stories shown`}</VisuallyHidden>
        </div>
        {failed && (
          <Notice
            role="alert"
            tone="danger"
            title="The older stories did not load"
            actions={
              <Button size="sm" onClick={onLoad} loading={loading}>
                Try again
              </Button>
            }
          >
            What you see stays as it is.
          </Notice>
        )}
        {!failed && more && (
          <div className="flex justify-center">
            <Button onClick={onLoad} loading={loading}>
              Load more
            </Button>
          </div>
        )}
        {!more && <p className="text-center font-serif text-ink-muted italic">That is all, back to the first story.</p>}
      </div>
    </>
  );
}

/** Loads one page when the end comes near, but only to a reader who has begun to scroll. */
function useLoadOnce(ready: boolean, onLoad: () => void) {
  const target = useRef<HTMLDivElement>(null);
  const spent = useRef(false);
  const load = useRef(onLoad);
  useEffect(() => {
    load.current = onLoad;
  });
  useEffect(() => {
    const element = target.current;
    if (!element || !ready || spent.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting || window.scrollY === 0 || spent.current) return;
        spent.current = true;
        load.current();
      },
      { rootMargin: "400px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ready]);
  return target;
}
