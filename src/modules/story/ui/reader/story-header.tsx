import { Lock } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { Chip } from "@/components/chip";
import { Cover } from "@/components/cover";
import { RelativeTime } from "@/components/relative-time";
import { genreNames, ratingNames, type StoryView } from "@/modules/story/schema";
import { feedHref } from "../feed/feed-address";
import { chaptersOf, Facts, lengthOf } from "../story-stats";

/** The title page. */
export function StoryHeader({ story }: { story: StoryView }) {
  const { author } = story;
  return (
    <header className="grid grid-cols-[minmax(0,1fr)_5.5rem] gap-x-6 sm:grid-cols-[minmax(0,1fr)_9rem] sm:grid-rows-[auto_1fr] sm:gap-x-10">
      <Cover
        seed={story.coverSeed}
        genre={story.genre}
        title={story.title}
        author={author.name}
        className="col-start-2 row-start-1 mt-1 w-full self-start sm:row-span-2"
      />
      <div className="col-start-1 row-start-1 min-w-0">
        <p className="label-caps flex flex-wrap gap-x-3 text-ink-muted">
          <Link href={feedHref({ sort: "latest", genre: story.genre })} className="rounded-sm hover:text-accent">
            {genreNames[story.genre]}
          </Link>
          {story.visibility === "followers" && (
            <span className="flex items-center gap-1">
              <Lock aria-hidden="true" className="size-3" />
              For followers
            </span>
          )}
          {story.visibility === "unlisted" && <span>Unlisted</span>}
        </p>
        <h1 className="wrap-break-word mt-3 text-balance font-semibold font-serif text-display">{story.title}</h1>
      </div>
      <div className="col-span-2 min-w-0 sm:col-span-1">
        {story.blurb && (
          <p className="mt-5 text-pretty sm:mt-4 font-serif text-[1.125rem] text-ink-muted italic leading-relaxed">
            {story.blurb}
          </p>
        )}
        <div className="mt-6 flex items-center gap-3">
          <Avatar handle={author.handle} src={author.image} size="md" />
          <div className="min-w-0">
            <p>
              <Link href={`/members/${author.handle}`} className="rounded-sm font-medium hover:text-accent">
                {author.name}
              </Link>
            </p>
            <Facts>
              {chaptersOf(story)}
              {lengthOf(story)}
              {story.publishedAt && <RelativeTime dateTime={story.publishedAt} />}
            </Facts>
          </div>
        </div>
        <ContentNotes story={story} />
      </div>
    </header>
  );
}

function ContentNotes({ story: { rating, warnings, tags } }: { story: StoryView }) {
  return (
    <>
      {(rating !== "general" || warnings.length > 0) && (
        <dl className="mt-5 flex flex-wrap gap-x-6 gap-y-1 text-sm">
          <div className="flex gap-2">
            <dt className="text-ink-muted">Rating</dt>
            <dd className="font-medium">{ratingNames[rating]}</dd>
          </div>
          {warnings.length > 0 && (
            <div className="flex gap-2">
              <dt className="text-ink-muted">Contains</dt>
              <dd className="font-medium">{warnings.join(", ")}</dd>
            </div>
          )}
        </dl>
      )}
      {tags.length > 0 && (
        <ul aria-label="Tags" className="mt-5 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="min-w-0">
              <Chip href={feedHref({ sort: "latest", tag })}>#{tag}</Chip>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
