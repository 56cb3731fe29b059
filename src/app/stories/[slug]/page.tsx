import type { Metadata } from "next";
import { FollowButton } from "@/modules/follow/ui/follow-button";
import { KudosButton } from "@/modules/reaction/ui/kudos-button";
import { Markdown } from "@/modules/story/ui/markdown";
import { MarkRead } from "@/modules/story/ui/reader/mark-read";
import { MoreStories } from "@/modules/story/ui/reader/more-stories";
import { ReaderSkeleton } from "@/modules/story/ui/reader/reader-skeleton";
import { ReadingProgress } from "@/modules/story/ui/reader/reading-progress";
import { StoryChanges } from "@/modules/story/ui/reader/story-changes";
import { StoryEnd } from "@/modules/story/ui/reader/story-end";
import { StoryHeader } from "@/modules/story/ui/reader/story-header";
import { pageActor } from "@/trpc/server";
import { SkeletonOnNavigation } from "../skeleton-on-navigation";
import { CommentsSection } from "./comments-section";
import { loadAuthor, loadKudos, loadMoreStories, loadStory } from "./load-story";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, blurb, slug, author, visibility, publishedAt, tags } = await loadStory((await params).slug);
  const description = blurb || `A story by ${author.name}.`;
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
    },
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
  const { id, slug, version, live } = story;
  const [actor, author, more, kudos] = await Promise.all([
    pageActor(),
    loadAuthor(story),
    loadMoreStories(story),
    loadKudos(story),
  ]);
  const own = actor.kind === "member" && actor.id === story.author.id;

  return (
    <div className="mx-auto max-w-page px-4 pt-8 pb-16 sm:px-6 sm:pt-12">
      <ReadingProgress of="story-text" />
      <div className="mx-auto max-w-[41rem]">
        <article>
          <StoryHeader story={story} />
          <div id="story-text" lang={story.language} dir="auto" className="prose-story mt-10 sm:mt-14">
            <Markdown text={story.body} />
          </div>
        </article>
        <div className="mt-14 flex justify-center">
          <KudosButton storyId={id} initial={kudos} who={own ? "author" : actor.kind} />
        </div>
        <StoryEnd
          title={story.title}
          author={story.author}
          bio={author?.bio ?? ""}
          follow={
            author &&
            !own && (
              <FollowButton
                handle={story.author.handle}
                initial={author.followState}
                signedIn={actor.kind === "member"}
              />
            )
          }
        />
        <CommentsSection story={story} />
      </div>
      <MoreStories stories={more} />
      <StoryChanges story={{ id, slug, version, live }} />
      {!own && story.status === "published" && <MarkRead id={id} />}
    </div>
  );
}
