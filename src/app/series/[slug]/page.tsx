import type { Metadata } from "next";
import Link from "next/link";
import { memberIdOf } from "@/modules/member/actor";
import { HiddenNotice } from "@/modules/moderation/ui/hidden-notice";
import { ReportButton } from "@/modules/moderation/ui/report-button";
import { SeriesEditor } from "@/modules/series/ui/series-editor";
import { SeriesFollowButton } from "@/modules/series/ui/series-follow-button";
import { storiesText } from "@/modules/series/ui/series-list";
import { SeriesNews } from "@/modules/series/ui/series-news";
import { readingMinutes } from "@/modules/story/schema";
import { StoryCard } from "@/modules/story/ui/story-card";
import { Facts, lengthOf } from "@/modules/story/ui/story-stats";
import { caller, pageActor } from "@/trpc/server";
import { loadSeries } from "./load-series";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, blurb, author, slug, entries } = await loadSeries((await params).slug);
  return {
    title,
    description: blurb || `A series by ${author.name}.`,
    alternates: { canonical: `/series/${slug}` },
    ...(entries.every(({ story }) => story.visibility !== "public") && { robots: { index: false } }),
  };
}

/** No `loading.tsx` beside it: a page that has begun to stream can no longer answer 404. */
export default async function SeriesPage({ params }: Props) {
  const series = await loadSeries((await params).slug);
  const { id, title, blurb, author, entries, words, followers, following } = series;
  const actor = await pageActor();
  const own = actor.kind === "member" && actor.id === author.id;
  return (
    <div className="mx-auto max-w-[44rem] px-4 pt-10 pb-16 sm:px-6 sm:pt-14">
      <header>
        <p className="label-caps text-ink-muted">Series</p>
        <h1 className="wrap-anywhere mt-2 text-balance font-semibold font-serif text-display">{title}</h1>
        <p className="mt-2">
          by{" "}
          <Link href={`/members/${author.handle}`} className="link font-medium">
            {author.name}
          </Link>
        </p>
        {blurb && <p className="wrap-anywhere mt-5 whitespace-pre-line text-pretty text-lg">{blurb}</p>}
        <div className="mt-5 flex flex-wrap items-center justify-between gap-4">
          <Facts>
            {storiesText(entries.length)}
            {entries.length > 0 && lengthOf({ words, readingMinutes: readingMinutes(words) })}
            {followers > 0 && `${followers} ${followers === 1 ? "follower" : "followers"}`}
          </Facts>
          {!own && (
            <div className="flex flex-wrap items-center gap-2">
              <SeriesFollowButton
                id={id}
                title={title}
                initial={{ following, followers }}
                signedIn={actor.kind === "member"}
              />
              {actor.kind === "member" && <ReportButton kind="series" id={id} />}
            </div>
          )}
        </div>
        {series.hidden && <HiddenNotice what="series" />}
      </header>
      <hr className="wire my-8" />
      {own ? (
        <SeriesEditor initial={series} stories={await myStories()} />
      ) : (
        <ol>
          {entries.map(({ story }, index) => (
            <li
              key={story.id}
              className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 border-rule border-t py-6 first:border-t-0 first:pt-0"
            >
              <span className="pt-1 text-end font-serif text-ink-muted text-lg tabular-nums">{index + 1}</span>
              <StoryCard story={story} />
            </li>
          ))}
        </ol>
      )}
      {!own && <SeriesNews series={series} memberId={memberIdOf(actor)} />}
    </div>
  );
}

/** As many as one chooses from in a list; who has more finds the rest by their latest edit. */
const offered = 100;

async function myStories() {
  const { items } = await (await caller()).story.mine({ status: "all", limit: offered });
  const actor = await pageActor();
  return items
    .filter(({ author }) => actor.kind === "member" && author.id === actor.id)
    .map(({ id, title }) => ({ id, title }));
}
