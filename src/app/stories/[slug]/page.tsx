import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FloatingBars } from "@/components/floating-bar";
import { ChapterIndex } from "@/modules/chapter/ui/chapter-index";
import { ChapterText } from "@/modules/chapter/ui/chapter-text";
import { entireHref } from "@/modules/chapter/ui/names";
import { ReaderNews } from "@/modules/chapter/ui/reader-news";
import { ReadersHere } from "@/modules/presence/ui/readers-here";
import { ContinueButton } from "@/modules/reading/ui/continue-button";
import { ReadingPlace } from "@/modules/reading/ui/reading-place";
import { PartOf, SeriesNav } from "@/modules/series/ui/series-nav";
import { MarkRead } from "@/modules/story/ui/reader/mark-read";
import { MoreStories } from "@/modules/story/ui/reader/more-stories";
import { ReaderSkeleton } from "@/modules/story/ui/reader/reader-skeleton";
import { ReadingProgress } from "@/modules/story/ui/reader/reading-progress";
import { StoryHeader } from "@/modules/story/ui/reader/story-header";
import { caller, pageActor } from "@/trpc/server";
import { JsonLd } from "../../json-ld";
import { sharedPicture } from "../../og/shared-picture";
import { SkeletonOnNavigation } from "../skeleton-on-navigation";
import { aboutStory, excerptOf } from "./about-story";
import { AuthorAtEnd } from "./author-at-end";
import { CommentsSection } from "./comments-section";
import { Curtain } from "./curtain";
import { GoneStory, goneMetadata } from "./gone-story";
import { isCurtained } from "./load-curtain";
import { loadReading, loadSettings } from "./load-reading";
import { loadChapter, loadMoreStories, loadStory } from "./load-story";
import { PollsSection } from "./polls-section";
import { ReaderTools } from "./reader-tools";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const story = await loadStory((await params).slug);
  if ("gone" in story) return goneMetadata;
  const { title, slug, author, visibility, publishedAt, tags, version } = story;
  const description = excerptOf(story) || `A story by ${author.name}.`;
  const canonical = `/stories/${slug}`;
  return {
    title,
    description,
    authors: [{ name: author.name, url: `/members/${author.handle}` }],
    alternates: { canonical },
    // Who has the link may read it; a search engine would hand the link to everyone.
    ...(visibility !== "public" && { robots: { index: false } }),
    openGraph: {
      type: "article",
      title,
      description,
      url: canonical,
      siteName: "Inkwire",
      authors: [author.name],
      tags,
      ...(publishedAt && { publishedTime: publishedAt }),
      ...(visibility === "public" && { images: [sharedPicture(canonical, version)] }),
    },
    ...(visibility === "public" && { twitter: { card: "summary_large_image" } }),
  };
}

export default function Page({ params }: Props) {
  return (
    <SkeletonOnNavigation skeleton={<ReaderSkeleton />}>
      <Reader params={params} />
    </SkeletonOnNavigation>
  );
}

async function Reader({ params }: Props) {
  const story = await loadStory((await params).slug);
  if ("gone" in story) return <GoneStory {...story} />;
  const { id, slug, version, live, index } = story;
  const jsonLd = story.visibility === "public" && story.status === "published" && <JsonLd data={aboutStory(story)} />;
  if (await isCurtained(story)) {
    return (
      <>
        {jsonLd}
        <Curtain story={story} />
      </>
    );
  }
  const [actor, more, reading, settings, place] = await Promise.all([
    pageActor(),
    loadMoreStories(story),
    loadReading(id),
    loadSettings(),
    (await caller()).series.ofStory({ storyId: id }),
  ]);
  const own = actor.kind === "member" && actor.id === story.author.id;
  const [first] = index;
  // A story of one chapter is read where it is found.
  const alone = first && index.length === 1 ? await loadChapter(slug, String(first.number)) : null;
  if (alone && "gone" in alone) return <GoneStory {...alone} />;
  const only = alone?.chapter ?? null;
  const { memberId, places } = reading;

  return (
    <div className="mx-auto max-w-page px-4 pt-8 pb-16 sm:px-6 sm:pt-12">
      {jsonLd}
      {only && <ReadingProgress of={`text-${only.id}`} />}
      <article>
        <div className="focus-mode:hidden mx-auto max-w-[41rem]">
          <StoryHeader story={story} />
          {place && (
            <div className="mt-4">
              <PartOf place={place} />
            </div>
          )}
          <div className="mt-6 print:hidden">
            <ReaderTools
              story={story}
              path={`/stories/${slug}`}
              download={first !== undefined && (own || (story.status === "published" && story.downloads === "readers"))}
              text={only !== null}
              chapterIds={index.map(({ id }) => id)}
            />
          </div>
          <div className="mt-4 print:hidden">
            <ReadersHere storyId={id} memberId={memberId} />
          </div>
        </div>
        {only && (
          <div className="mt-8 sm:mt-12">
            <ChapterText chapter={only} language={story.language} settings={settings} />
          </div>
        )}
      </article>
      <div className="focus-mode:hidden mx-auto max-w-[41rem]">
        {!first && (
          <EmptyState
            title="No chapters public yet"
            text={
              own ? "Put a chapter up in the studio, and readers find it here." : "The author has put none up so far."
            }
          />
        )}
        {!only && first && (
          <section aria-labelledby="chapters" className="mt-8">
            <div className="mb-5 flex flex-wrap items-center gap-3">
              <h2 id="chapters" className="me-auto font-semibold font-serif text-title">
                {index.length} chapters
              </h2>
              <Button asChild variant="quiet">
                <Link href={entireHref(slug)}>Entire work</Link>
              </Button>
              <ContinueButton slug={slug} index={index} places={places} memberId={memberId} />
            </div>
            <ChapterIndex slug={slug} index={index} places={places} />
          </section>
        )}
        <div className="print:hidden">
          {place && <SeriesNav place={place} />}
          <AuthorAtEnd story={story} />
          <PollsSection story={story} />
          <CommentsSection story={story} chapters={index} />
        </div>
      </div>
      <div className="focus-mode:hidden print:hidden">
        <MoreStories stories={more} />
      </div>
      <FloatingBars>
        <ReaderNews
          page="story"
          story={{
            ...{ id, slug, version, live, title: story.title },
            shown: only ? [{ id: only.id, number: only.number, version: only.version }] : [],
            numbers: index.map(({ number }) => number),
          }}
        />
        {only && <ReadingPlace slug={slug} storyId={id} memberId={memberId} chapterIds={[only.id]} places={places} />}
      </FloatingBars>
      {only && !own && story.status === "published" && <MarkRead id={id} />}
    </div>
  );
}
