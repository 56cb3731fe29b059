import Link from "next/link";
import { Button } from "@/components/button";
import { ratingNames, type StoryCard } from "@/modules/story/schema";
import { OpenCurtain } from "@/modules/story/ui/reader/open-curtain";

/** In the place of a story that does not come before this reader by itself: what it is, before anything of it is said. */
export function Curtain({ story: { id, title, author, rating, warnings } }: { story: StoryCard }) {
  return (
    <section
      aria-labelledby="curtain-title"
      data-testid="curtain"
      className="mx-auto max-w-[41rem] px-4 pt-16 pb-24 sm:px-6 sm:pt-24"
    >
      <p className="label-caps text-ink-muted">Before you read</p>
      <h1 id="curtain-title" className="wrap-break-word mt-3 text-balance font-semibold font-serif text-display">
        {title}
      </h1>
      <p className="mt-3 text-ink-muted">
        by{" "}
        <Link href={`/members/${author.handle}`} className="rounded-sm font-medium text-ink hover:text-accent">
          {author.name}
        </Link>
      </p>
      <dl className="mt-8 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
        <dt className="text-ink-muted">Rating</dt>
        <dd className="font-medium">{ratingNames[rating]}</dd>
        {warnings.length > 0 && (
          <>
            <dt className="text-ink-muted">Contains</dt>
            <dd className="wrap-anywhere font-medium">{warnings.join(", ")}</dd>
          </>
        )}
      </dl>
      <p className="mt-8 max-w-prose text-pretty text-ink-muted">
        You came here by a link. Stories like this one do not come up for you by themselves; whether you read it is
        yours to say.
      </p>
      <div className="mt-6 flex flex-wrap items-center gap-2">
        <OpenCurtain storyId={id} />
        <Button asChild>
          <Link href="/community">Back to other stories</Link>
        </Button>
      </div>
    </section>
  );
}
