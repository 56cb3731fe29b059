import { clsx } from "clsx";
import Link from "next/link";
import { useId } from "react";
import { Cover } from "@/components/cover";
import { RelativeTime } from "@/components/relative-time";
import { genreNames } from "@/modules/story/schema";
import { StoryLink } from "@/modules/story/ui/story-link";
import { chaptersOf, Facts, lengthOf } from "@/modules/story/ui/story-stats";
import type { SearchResult } from "../schema";
import { Marked } from "./marked";
import { noFilters, searchHref } from "./search-address";

/** A story that was found, with what was searched for marked in it. */
export function Result({ result: { story, title, blurb, passage } }: { result: SearchResult }) {
  const headingId = useId();
  return (
    <article
      aria-labelledby={headingId}
      data-testid="search-result"
      className="group relative grid grid-cols-[3.75rem_minmax(0,1fr)] items-start gap-x-4 sm:grid-cols-[5rem_minmax(0,1fr)] sm:gap-x-5"
    >
      <Cover
        seed={story.coverSeed}
        genre={story.genre}
        title={story.title}
        author={story.author.name}
        className="w-full"
      />
      <div className="min-w-0">
        <h2 id={headingId} className="text-balance font-semibold font-serif text-[1.1875rem] leading-snug">
          <StoryLink slug={story.slug}>
            <Marked parts={title} />
          </StoryLink>
        </h2>
        <Facts className="mt-1">
          <Link
            href={`/members/${story.author.handle}`}
            className="relative z-1 rounded-sm font-medium text-ink hover:text-accent"
          >
            {story.author.name}
          </Link>
          {genreNames[story.genre]}
          {(story.rating === "mature" || story.rating === "explicit") && (
            <span className="text-warn capitalize">{story.rating}</span>
          )}
          {chaptersOf(story)}
          {lengthOf(story)}
          {story.publishedAt && <RelativeTime dateTime={story.publishedAt} />}
        </Facts>
        {blurb.length > 0 && (
          <p className={clsx("wrap-anywhere mt-2 text-pretty text-ui", passage && "line-clamp-2")}>
            <Marked parts={blurb} />
          </p>
        )}
        {passage && (
          <p className="wrap-anywhere mt-2 text-pretty border-rule-strong border-s ps-3 font-serif text-ink-muted text-ui">
            {story.chapters > 1 && (
              <span className="font-sans text-sm">
                {passage.title ? `Chapter ${passage.number}, ${passage.title}: ` : `Chapter ${passage.number}: `}
              </span>
            )}
            …<Marked parts={passage.parts} />…
          </p>
        )}
        {story.tags.length > 0 && (
          <ul aria-label="Tags" className="mt-1.5 flex flex-wrap gap-x-3 text-sm">
            {story.tags.slice(0, 5).map((tag) => (
              <li key={tag}>
                <Link
                  href={searchHref({ q: "", sort: "relevance", ...noFilters, tag: [tag] })}
                  className="relative z-1 inline-block rounded-sm py-0.5 text-ink-muted hover:text-accent"
                >
                  #{tag}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}
