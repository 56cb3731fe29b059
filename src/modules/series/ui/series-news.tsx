"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/button";
import { FloatingBar, FloatingBars } from "@/components/floating-bar";
import { positionOf, useCommunityEvents } from "@/modules/story/ui/use-community-events";
import { reasonOf, trpc } from "@/trpc/react";
import type { SeriesView } from "../schema";

/** What one sees of a series and of its stories on its page. */
const lookOf = ({ title, blurb, entries }: SeriesView) =>
  JSON.stringify([title, blurb, entries.map(({ story }) => story)]);

/** Tells who reads a series that it is another one now. It changes on the page when they say so. */
export function SeriesNews({ series, memberId }: { series: SeriesView; memberId: string | null }) {
  const { id, slug, author } = series;
  // An input that changes would open the streams anew.
  const [from] = useState(series.live);
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const query = trpc.series.bySlug.useQuery(
    { slug },
    {
      initialData: series,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      refetchOnWindowFocus: "always",
      retry: (count, error) => reasonOf(error) === null && count < 3,
    },
  );
  const look = () => void query.refetch();
  trpc.series.onChanged.useSubscription({ id, lastEventId: from }, { onData: look });
  // A story that goes up, or is withdrawn, changes the series too.
  useCommunityEvents({
    from,
    authorId: author.id,
    memberId,
    onStoryPublished: look,
    onStoryUpdated: look,
    onStoryWithdrawn: look,
    onResync: look,
  });

  const gone = reasonOf(query.error) === "not_found";
  // The page may have been read anew after the last look.
  const latest = positionOf(query.data.live) > positionOf(series.live) ? query.data : series;
  const added = latest.entries.length - series.entries.length;
  return (
    <FloatingBars>
      {gone ? (
        <FloatingBar>
          <p className="py-1 pe-1">This series is not there any more. You can look on until you leave.</p>
        </FloatingBar>
      ) : (
        lookOf(latest) !== lookOf(series) && (
          <FloatingBar>
            <p>
              {added > 0
                ? added === 1
                  ? "A story has come into this series"
                  : `${added} stories have come into this series`
                : "This series has changed"}
            </p>
            <Button size="sm" loading={loading} onClick={() => startLoading(() => router.refresh())}>
              Show it
            </Button>
          </FloatingBar>
        )
      )}
    </FloatingBars>
  );
}
