import { Check } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import type { Place } from "@/modules/reading/schema";
import type { ChapterEntry } from "@/modules/story/schema";
import { Facts, lengthOf } from "@/modules/story/ui/story-stats";
import { chapterHref, chapterName } from "./names";

export interface ChapterIndexProps {
  slug: string;
  index: readonly ChapterEntry[];
  /** What a member has read of it. */
  places: readonly Place[];
}

/** The chapters of a story, with when they went up and what is read of them. */
export function ChapterIndex({ slug, index, places }: ChapterIndexProps) {
  const placeOf = new Map(places.map((place) => [place.chapterId, place]));
  return (
    <ol className="divide-y divide-rule border-rule border-y">
      {index.map((chapter) => (
        <li key={chapter.id} className="group relative flex items-baseline gap-4 py-3">
          <span className="w-6 shrink-0 text-end text-ink-muted tabular-nums" aria-hidden="true">
            {chapter.number}
          </span>
          <div className="min-w-0 flex-1">
            <Link
              href={chapterHref(slug, chapter)}
              className="wrap-break-word rounded-sm font-medium font-serif text-[1.0625rem] decoration-1 decoration-accent underline-offset-4 after:absolute after:inset-0 group-hover:underline"
            >
              {chapterName(chapter)}
            </Link>
            <Facts className="mt-0.5">
              {lengthOf(chapter)}
              {chapter.publishedAt && <RelativeTime dateTime={chapter.publishedAt} />}
              {chapter.draft && <span className="text-warn">Draft, not up yet</span>}
            </Facts>
          </div>
          <ReadMark place={placeOf.get(chapter.id)} />
        </li>
      ))}
    </ol>
  );
}

function ReadMark({ place }: { place: Place | undefined }) {
  if (!place) return null;
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-ink-muted text-sm tabular-nums">
      {place.finished ? (
        <>
          <Check aria-hidden="true" className="size-4 text-live" />
          Read
        </>
      ) : (
        `${Math.round(place.fraction * 100)} % read`
      )}
    </span>
  );
}
