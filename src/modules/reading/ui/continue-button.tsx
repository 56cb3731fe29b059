"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import type { ChapterEntry } from "@/modules/story/schema";
import type { Place } from "../schema";
import { fromServer, isAtEnd, type LocalPlace, latestPlaces, localPlaces } from "./local-places";

export interface ContinueButtonProps {
  slug: string;
  index: readonly ChapterEntry[];
  places: readonly Place[];
  memberId: string | null;
}

/** Begins a story of several chapters, or goes on with it. */
export function ContinueButton({ slug, index, places, memberId }: ContinueButtonProps) {
  const ids = index.map(({ id }) => id);
  const [target, setTarget] = useState(() => nextToRead(index, places.map(fromServer)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what this browser knows can only be asked here
  useEffect(() => {
    setTarget(nextToRead(index, [...places.map(fromServer), ...localPlaces(memberId, ids)]));
  }, [memberId, ids.join(" ")]);
  if (!target) return null;
  const { chapter, begun } = target;
  return (
    <Button asChild variant="primary">
      <Link href={`/stories/${slug}/${chapter.number}`}>
        {begun ? `Go on with chapter ${chapter.number}` : "Start reading"}
      </Link>
    </Button>
  );
}

/** The chapter that was read last, or the one after it where that was read to its end. */
function nextToRead(index: readonly ChapterEntry[], places: readonly LocalPlace[]) {
  const [first] = index;
  if (!first) return null;
  const [last] = latestPlaces(places.filter(({ chapterId }) => index.some(({ id }) => id === chapterId)));
  const at = last ? index.findIndex(({ id }) => id === last.chapterId) : -1;
  if (!last || at === -1) return { chapter: first, begun: false };
  return { chapter: (isAtEnd(last) ? index[at + 1] : index[at]) ?? index[at] ?? first, begun: true };
}
