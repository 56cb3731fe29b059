import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Button } from "@/components/button";
import { FloatingBars } from "@/components/floating-bar";
import { ChapterText } from "@/modules/chapter/ui/chapter-text";
import { chapterHref, fullChapterName } from "@/modules/chapter/ui/names";
import { ReaderNews } from "@/modules/chapter/ui/reader-news";
import { ReadersHere } from "@/modules/presence/ui/readers-here";
import { ReadingPlace } from "@/modules/reading/ui/reading-place";
import { MarkRead } from "@/modules/story/ui/reader/mark-read";
import { ReaderSkeleton } from "@/modules/story/ui/reader/reader-skeleton";
import { Facts, lengthOf } from "@/modules/story/ui/story-stats";
import { pageActor } from "@/trpc/server";
import { SkeletonOnNavigation } from "../../skeleton-on-navigation";
import { AuthorAtEnd } from "../author-at-end";
import { CommentsSection } from "../comments-section";
import { Curtain } from "../curtain";
import { GoneStory, goneMetadata } from "../gone-story";
import { isCurtained } from "../load-curtain";
import { loadReading, loadSettings } from "../load-reading";
import { loadEntire } from "../load-story";
import { PollsSection } from "../polls-section";
import { ReaderTools } from "../reader-tools";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadEntire((await params).slug);
  if ("gone" in loaded) return goneMetadata;
  const { story } = loaded;
  // One text, one address for search engines: that of the story.
  return {
    title: `${story.title}, entire`,
    alternates: { canonical: `/stories/${story.slug}` },
    robots: { index: false },
  };
}

export default function Page({ params }: Props) {
  return (
    <SkeletonOnNavigation skeleton={<ReaderSkeleton of="text" />}>
      <Reader params={params} />
    </SkeletonOnNavigation>
  );
}

async function Reader({ params }: Props) {
  const loaded = await loadEntire((await params).slug);
  if ("gone" in loaded) return <GoneStory {...loaded} />;
  const { story, chapters, index, next, live } = loaded;
  if (index.length < 2) redirect(`/stories/${story.slug}`);
  if (await isCurtained(story)) return <Curtain story={story} />;
  const [actor, { memberId, places }, settings] = await Promise.all([
    pageActor(),
    loadReading(story.id),
    loadSettings(),
  ]);
  const own = actor.kind === "member" && actor.id === story.author.id;
  const ids = chapters.map(({ id }) => id);

  return (
    <div className="mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6 sm:pt-10">
      <header className="focus-mode:hidden mx-auto max-w-[41rem]">
        <p className="label-caps text-ink-muted">
          <Link href={`/stories/${story.slug}`} className="rounded-sm hover:text-accent">
            All chapters
          </Link>
        </p>
        <h1 className="wrap-break-word mt-2 text-balance font-semibold font-serif text-display">{story.title}</h1>
        <Facts className="mt-3">
          <Link href={`/members/${story.author.handle}`} className="rounded-sm hover:text-accent">
            {story.author.name}
          </Link>
          {lengthOf(story)}
        </Facts>
        <div className="mt-4 print:hidden">
          <ReaderTools story={story} path={`/stories/${story.slug}/all`} chapterIds={ids} />
        </div>
        <div className="mt-3 print:hidden">
          <ReadersHere storyId={story.id} memberId={memberId} />
        </div>
      </header>
      {chapters.map((chapter) => (
        <article key={chapter.id} aria-labelledby={`name-${chapter.id}`} className="mt-14">
          <h2
            id={`name-${chapter.id}`}
            className="wrap-break-word mx-auto mb-8 max-w-[41rem] text-balance font-semibold font-serif text-title"
          >
            <Link href={chapterHref(story.slug, chapter)} className="rounded-sm hover:text-accent">
              {fullChapterName(chapter)}
            </Link>
            {chapter.draft && <span className="ms-3 font-normal font-sans text-sm text-warn">Draft, not up yet</span>}
          </h2>
          <ChapterText chapter={chapter} language={story.language} settings={settings} />
        </article>
      ))}
      <div className="mx-auto max-w-[41rem] focus-mode:hidden print:hidden">
        {next !== null && (
          <p className="mt-14 flex flex-wrap items-center justify-between gap-3 border-rule border-t pt-6">
            The story goes on; it is too long for one page.
            <Button asChild variant="primary">
              <Link href={chapterHref(story.slug, { number: next })}>Chapter {next}</Link>
            </Button>
          </p>
        )}
        <AuthorAtEnd story={story} />
        <PollsSection story={story} />
        <CommentsSection story={story} chapters={index} />
      </div>
      <FloatingBars>
        <ReaderNews
          page="story"
          story={{
            id: story.id,
            slug: story.slug,
            title: story.title,
            version: story.version,
            live,
            shown: chapters.map(({ id, number, version }) => ({ id, number, version })),
            numbers: index.map(({ number }) => number),
          }}
        />
        <ReadingPlace slug={story.slug} storyId={story.id} memberId={memberId} chapterIds={ids} places={places} />
      </FloatingBars>
      {!own && story.status === "published" && <MarkRead id={story.id} />}
    </div>
  );
}
