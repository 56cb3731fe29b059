"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { FloatingBar } from "@/components/floating-bar";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import { tabId } from "@/trpc/tab";
import type { Place } from "../schema";
import { fromServer, isAtEnd, latestPlaces, localPlaces, writeLocalPlace } from "./local-places";
import { currentPosition, goToAnchor, indexOfAnchor } from "./page-position";
import { type ReadOnPage, usePlaceKeeper } from "./use-place-keeper";

export interface ReadingPlaceProps extends ReadOnPage {
  slug: string;
  /** What the server knows of; empty for a guest. */
  places: readonly Place[];
}

/** Takes the reader back to where they were, keeps where they are, and tells when they have read on elsewhere. */
export function ReadingPlace({ slug, places, ...page }: ReadingPlaceProps) {
  const resumed = useResume(page, places);
  usePlaceKeeper(page);
  return (
    <>
      {resumed.shown && (
        <FloatingBar>
          <p>Back where you were</p>
          <Button size="sm" onClick={resumed.backToTop}>
            Back to top
          </Button>
        </FloatingBar>
      )}
      {page.memberId && <Elsewhere key={page.storyId} slug={slug} {...page} memberId={page.memberId} />}
    </>
  );
}

/** How far one reads on until the way back to the top is no longer offered, in heights of the window. */
const readOn = 1.5;

function useResume({ memberId, chapterIds }: ReadOnPage, places: readonly Place[]) {
  const [shown, setShown] = useState(false);
  const ids = chapterIds.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server knew when the page was opened counts, once
  useEffect(() => {
    const here = ids.split(" ");
    const [last] = latestPlaces([
      ...places.filter(({ chapterId }) => here.includes(chapterId)).map(fromServer),
      ...localPlaces(memberId, here),
    ]);
    // A link into the page, or the browser's own way back, knows better.
    if (!last || isAtEnd(last) || window.location.hash || window.scrollY > 0) return;
    if (indexOfAnchor(last.chapterId, last.anchor) === 0 && last.chapterId === here[0]) return;
    const resume = () => {
      goToAnchor(last.chapterId, last.anchor);
      return window.scrollY;
    };
    let at = resume();
    if (at === 0) return;
    setShown(true);
    let left = false;
    // Fonts that come late move the lines; who has not scrolled yet is kept in place.
    void document.fonts.ready.then(() => {
      if (!left && Math.abs(window.scrollY - at) < 2) at = resume();
    });
    const onScroll = () => {
      if (Math.abs(window.scrollY - at) > readOn * window.innerHeight) setShown(false);
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      left = true;
      window.removeEventListener("scroll", onScroll);
    };
  }, [memberId, ids]);

  const backToTop = () => {
    setShown(false);
    window.scrollTo({ top: 0, behavior: "instant" });
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  return { shown, backToTop };
}

/** The same person read on with another device. */
function Elsewhere({ slug, storyId, memberId, chapterIds }: ReadOnPage & { slug: string; memberId: string }) {
  const [other, setOther] = useState<{ place: Place; number: number } | null>(null);
  trpc.reading.onMoved.useSubscription(
    {},
    {
      onData({ data }) {
        if (isResync(data) || data.origin === tabId || data.place.storyId !== storyId) return;
        const { place, number } = data;
        writeLocalPlace(memberId, fromServer(place));
        const index = indexOfAnchor(place.chapterId, place.anchor);
        const here = currentPosition();
        const same = here?.chapterId === place.chapterId && here.index === index;
        setOther(same ? null : { place, number });
      },
    },
  );
  if (!other) return null;
  const { place, number } = other;
  const onPage = chapterIds.includes(place.chapterId);
  return (
    <FloatingBar>
      <p>You read on elsewhere</p>
      {onPage ? (
        <Button
          size="sm"
          onClick={() => {
            goToAnchor(place.chapterId, place.anchor);
            setOther(null);
          }}
        >
          Go there
        </Button>
      ) : (
        <Button asChild size="sm">
          <Link href={`/stories/${slug}/${number}`}>Go there</Link>
        </Button>
      )}
      <Button size="sm" variant="quiet" onClick={() => setOther(null)}>
        Stay
      </Button>
    </FloatingBar>
  );
}
