import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { FloatingBars } from "@/components/floating-bar";
import { RelativeTime } from "@/components/relative-time";
import { ChapterKeys } from "@/modules/chapter/ui/chapter-keys";
import { ChapterNav } from "@/modules/chapter/ui/chapter-nav";
import { ChapterText } from "@/modules/chapter/ui/chapter-text";
import { chapterHref, chapterName, fullChapterName } from "@/modules/chapter/ui/names";
import { ReaderNews } from "@/modules/chapter/ui/reader-news";
import { ReadersHere } from "@/modules/presence/ui/readers-here";
import { ReadingPlace } from "@/modules/reading/ui/reading-place";
import { MarkRead } from "@/modules/story/ui/reader/mark-read";
import { ReaderSkeleton } from "@/modules/story/ui/reader/reader-skeleton";
import { ReadingProgress } from "@/modules/story/ui/reader/reading-progress";
import { Facts, lengthOf } from "@/modules/story/ui/story-stats";
import { pageActor } from "@/trpc/server";
import { sharedPicture } from "../../../og/shared-picture";
import { SkeletonOnNavigation } from "../../skeleton-on-navigation";
import { AuthorAtEnd } from "../author-at-end";
import { CommentsSection } from "../comments-section";
import { Curtain } from "../curtain";
import { GoneStory, goneMetadata } from "../gone-story";
import { isCurtained } from "../load-curtain";
import { loadReading, loadSettings } from "../load-reading";
import { loadChapter } from "../load-story";
import { PollsSection } from "../polls-section";
import { ReaderTools } from "../reader-tools";

interface Props {
  params: Promise<{ slug: string; chapter: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, chapter: number } = await params;
  const loaded = await loadChapter(slug, number);
  if ("gone" in loaded) return goneMetadata;
  const { story, chapter } = loaded;
  const title = `${chapterName(chapter)} · ${story.title}`;
  const description = `Chapter ${chapter.number} of “${story.title}” by ${story.author.name}.`;
  const canonical = chapterHref(story.slug, chapter);
  const forAll = story.visibility === "public" && !chapter.draft;
  return {
    title,
    description,
    alternates: { canonical },
    ...(forAll
      ? {
          openGraph: {
            type: "article",
            title,
            description,
            url: canonical,
            siteName: "Inkwire",
            images: [sharedPicture(canonical, chapter.version)],
          },
          twitter: { card: "summary_large_image" },
        }
      : { robots: { index: false } }),
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
  const { slug, chapter: number } = await params;
  const loaded = await loadChapter(slug, number);
  if ("gone" in loaded) return <GoneStory {...loaded} />;
  const { story, chapter, index, live } = loaded;
  if (index.length === 1) redirect(`/stories/${story.slug}`);
  if (await isCurtained(story)) return <Curtain story={story} />;
  const [actor, { memberId, places }, settings] = await Promise.all([
    pageActor(),
    loadReading(story.id),
    loadSettings(),
  ]);
  const own = actor.kind === "member" && actor.id === story.author.id;
  const at = index.findIndex(({ id }) => id === chapter.id);
  const previous = index[at - 1] ?? null;
  const next = index[at + 1] ?? null;

  return (
    <div className="mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6 sm:pt-10">
      <ReadingProgress of={`text-${chapter.id}`} />
      <ChapterKeys
        previous={previous && chapterHref(story.slug, previous)}
        next={next && chapterHref(story.slug, next)}
      />
      <article aria-labelledby="chapter-name">
        <header className="mx-auto max-w-[41rem]">
          <div className="focus-mode:hidden print:hidden">
            <ChapterNav slug={story.slug} previous={previous} next={next} where="top" />
          </div>
          <p className="focus-mode:hidden label-caps mt-8 text-ink-muted">
            <Link href={`/stories/${story.slug}`} className="rounded-sm hover:text-accent">
              {story.title}
            </Link>
          </p>
          <h1 id="chapter-name" className="wrap-break-word mt-2 text-balance font-semibold font-serif text-display">
            {fullChapterName(chapter)}
          </h1>
          <Facts className="focus-mode:hidden mt-3">
            <Link href={`/members/${story.author.handle}`} className="rounded-sm hover:text-accent">
              {story.author.name}
            </Link>
            {lengthOf(chapter)}
            {chapter.publishedAt && <RelativeTime dateTime={chapter.publishedAt} />}
            {chapter.draft && <span className="text-warn">Draft, not up yet</span>}
          </Facts>
          <div className="mt-4 focus-mode:hidden print:hidden">
            <ReaderTools story={story} path={chapterHref(story.slug, chapter)} chapterIds={[chapter.id]} chapterPage />
          </div>
          <div className="mt-3 focus-mode:hidden print:hidden">
            <ReadersHere storyId={story.id} memberId={memberId} />
          </div>
        </header>
        <div className="mt-8 sm:mt-12">
          <ChapterText chapter={chapter} language={story.language} settings={settings} />
        </div>
      </article>
      <div className="mx-auto max-w-[41rem] focus-mode:hidden print:hidden">
        <hr className="wire mt-14 mb-6" />
        <ChapterNav slug={story.slug} previous={previous} next={next} where="bottom" />
        {!next && (
          <p className="mt-6 text-center font-serif text-ink-muted italic">This is as far as the story goes for now.</p>
        )}
        <AuthorAtEnd story={story} />
        {!next && <PollsSection story={story} />}
        <CommentsSection story={story} chapterId={chapter.id} chapters={index} />
      </div>
      <FloatingBars>
        <ReaderNews
          key={chapter.id}
          page="chapter"
          story={{
            id: story.id,
            slug: story.slug,
            title: story.title,
            version: story.version,
            live,
            shown: [{ id: chapter.id, number: chapter.number, version: chapter.version }],
            numbers: index.map(({ number }) => number),
          }}
        />
        <ReadingPlace
          key={`place ${chapter.id}`}
          slug={story.slug}
          storyId={story.id}
          memberId={memberId}
          chapterIds={[chapter.id]}
          places={places}
        />
      </FloatingBars>
      {!own && story.status === "published" && <MarkRead id={story.id} />}
    </div>
  );
}
