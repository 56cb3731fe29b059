import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import type { ChapterEntry } from "@/modules/story/schema";
import { chapterHref, chapterName } from "./names";

export interface ChapterNavProps {
  slug: string;
  previous: ChapterEntry | null;
  next: ChapterEntry | null;
  where: "top" | "bottom";
}

/** The ways to the chapters before and after; at the foot of the page in larger letters, with their names. */
export function ChapterNav({ slug, previous, next, where }: ChapterNavProps) {
  const top = where === "top";
  const size = top ? "sm" : "md";
  return (
    <nav aria-label={top ? "Chapters" : "Chapters, at the end"} className="flex items-center justify-between gap-2">
      {previous ? (
        <Button asChild size={size} variant="quiet" className="-ms-3 min-w-0 max-w-[48%] shrink!">
          <Link href={chapterHref(slug, previous)} rel="prev">
            <ArrowLeft aria-hidden="true" />
            <Name words="Previous" name={chapterName(previous)} short={top} />
          </Link>
        </Button>
      ) : (
        <span />
      )}
      {next && (
        <Button asChild size={size} variant={top ? "quiet" : "primary"} className="min-w-0 max-w-[60%] shrink!">
          <Link href={chapterHref(slug, next)} rel="next">
            <Name words="Next" name={chapterName(next)} short={top} />
            <ArrowRight aria-hidden="true" />
          </Link>
        </Button>
      )}
    </nav>
  );
}

/** "Next: The Ferry" for who listens; one half of it for who looks. */
function Name({ words, name, short }: { words: string; name: string; short: boolean }) {
  return (
    <span className="truncate">
      <span className={short ? undefined : "sr-only"}>{words}</span>
      <span className="sr-only">: </span>
      <span className={short ? "sr-only" : undefined}>{name}</span>
    </span>
  );
}
