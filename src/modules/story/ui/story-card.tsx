import { clsx } from "clsx";
import { Lock } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { Avatar } from "@/components/avatar";
import { Cover } from "@/components/cover";
import { RelativeTime } from "@/components/relative-time";
import { genreNames, type StoryCard as Story } from "@/modules/story/schema";
import { StoryLink } from "./story-link";
import { chaptersOf, Facts, lengthOf } from "./story-stats";

export interface StoryCardProps {
  story: Story;
  /** Set larger, as the first of a page. */
  lead?: boolean;
  heading?: "h2" | "h3";
  /** Tags are links to the feed under them; left out where there is little room. */
  tags?: boolean;
  /** Stands beside the facts, such as how it is liked. */
  aside?: ReactNode;
  /** What else can be done with it, in its corner. */
  menu?: ReactNode;
  /** Only takes the room of a card: there is none for whoever counts or walks them. */
  placeholder?: boolean;
}

/** A story to be chosen. All of it can be clicked; its heading is the link, for keyboard and screen reader. */
export function StoryCard(props: StoryCardProps) {
  const { story, lead = false, heading: Heading = "h2", tags = true, aside, menu, placeholder } = props;
  const headingId = useId();
  return (
    <article
      data-testid={placeholder ? undefined : "story-card"}
      aria-labelledby={headingId}
      className={clsx(
        "group relative grid h-full items-start",
        lead
          ? "grid-cols-[6.5rem_minmax(0,1fr)] gap-x-5 gap-y-4 sm:grid-cols-[13rem_minmax(0,1fr)] sm:gap-x-8 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-x-12"
          : "grid-cols-[4.75rem_minmax(0,1fr)] gap-x-4 sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:gap-x-5",
      )}
    >
      <Cover
        seed={story.coverSeed}
        genre={story.genre}
        title={story.title}
        author={story.author.name}
        className={clsx("w-full", lead && "sm:row-span-2")}
      />
      <div className={clsx("min-w-0", lead && "sm:self-end")}>
        <div className="flex items-start gap-x-2">
          <p className="label-caps flex min-w-0 flex-1 flex-wrap items-center gap-x-2 text-ink-muted">
            {genreNames[story.genre]}
            <Reach story={story} />
          </p>
          {menu && <div className="-my-2 h-0">{menu}</div>}
        </div>
        <Heading
          id={headingId}
          className={clsx(
            "text-balance font-semibold font-serif",
            lead ? "mt-2 text-title sm:mt-3 sm:text-display" : "mt-1 text-[1.1875rem] leading-snug",
          )}
        >
          <StoryLink slug={story.slug}>{story.title}</StoryLink>
        </Heading>
        {!lead && <Details story={story} tags={tags} aside={aside} />}
        {lead && <Byline story={story} className="mt-2 sm:hidden" />}
      </div>
      {lead && (
        <div className="col-span-2 min-w-0 sm:col-span-1">
          <Details story={story} tags={tags} aside={aside} lead />
        </div>
      )}
    </article>
  );
}

interface DetailsProps {
  story: Story;
  tags: boolean;
  aside: ReactNode;
  lead?: boolean;
}

function Details({ story, tags, aside, lead }: DetailsProps) {
  const [words, minutes] = lengthOf(story);
  return (
    <>
      {story.blurb && (
        <p
          className={clsx(
            "text-pretty",
            lead
              ? "max-w-[54ch] font-serif text-[1.0625rem] leading-relaxed sm:text-[1.1875rem]"
              : "mt-1.5 line-clamp-3 text-[0.9375rem] text-ink-muted",
          )}
        >
          {story.blurb}
        </p>
      )}
      <Byline story={story} className={lead ? "mt-5 max-sm:hidden" : "mt-2.5"} />
      <Facts className={lead ? "mt-4 sm:mt-1.5" : "mt-1.5"}>
        {chaptersOf(story)}
        {/* The minutes say as much where there is little room. */}
        {lead ? words : <span data-roomy="">{words}</span>}
        {minutes}
        {story.publishedAt && <RelativeTime dateTime={story.publishedAt} />}
        {aside}
      </Facts>
      {tags && story.tags.length > 0 && <Tags story={story} className={lead ? "mt-3" : "mt-1.5"} />}
    </>
  );
}

function Byline({ story: { author }, className }: { story: Story; className?: string }) {
  return (
    <p className={clsx("flex items-center gap-2 text-sm", className)}>
      <Avatar handle={author.handle} src={author.image} size="xs" />
      <Link
        href={`/members/${author.handle}`}
        className="relative z-1 min-w-0 truncate rounded-sm py-0.5 font-medium hover:text-accent"
      >
        {author.name}
      </Link>
    </p>
  );
}

function Tags({ story, className }: { story: Story; className: string }) {
  return (
    <ul aria-label="Tags" className={clsx("flex flex-wrap gap-x-3 text-sm", className)}>
      {story.tags.slice(0, 4).map((tag) => (
        <li key={tag}>
          <Link
            href={`/community?tag=${encodeURIComponent(tag)}`}
            className="relative z-1 inline-block rounded-sm py-0.5 text-ink-muted hover:text-accent"
          >
            #{tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Said only where not everyone may see the story, or not everyone may want to. */
function Reach({ story }: { story: Story }) {
  return (
    <>
      {story.visibility === "followers" && (
        <span className="flex items-center gap-1">
          <Lock aria-hidden="true" className="size-3" />
          For followers
        </span>
      )}
      {story.visibility === "unlisted" && <span>Unlisted</span>}
      {(story.rating === "mature" || story.rating === "explicit") && <span className="text-warn">{story.rating}</span>}
    </>
  );
}
