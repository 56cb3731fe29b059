import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { VisuallyHidden } from "@/components/visually-hidden";
import { BoundaryMenu } from "@/modules/boundary/ui/boundary-menu";
import { FollowButton } from "@/modules/follow/ui/follow-button";
import { FollowerCount } from "@/modules/follow/ui/follower-count";
import { ListItems } from "@/modules/reading-list/ui/list-items";
import { SeriesList } from "@/modules/series/ui/series-list";
import { env } from "@/platform/env";
import { caller, pageActor } from "@/trpc/server";
import { JsonLd } from "../../json-ld";
import { sharedPicture } from "../../og/shared-picture";
import { profileOf } from "./profile";
import { StoryList, StoryListSkeleton } from "./story-list";

type Props = { params: Promise<{ handle: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, handle, bio } = await profileOf((await params).handle);
  const canonical = `/members/${handle}`;
  const title = `${name} (@${handle})`;
  const description = bio || `Stories by ${name} on Inkwire.`;
  return {
    title,
    description,
    alternates: {
      canonical,
      types: { "application/rss+xml": `${canonical}/rss.xml`, "application/atom+xml": `${canonical}/atom.xml` },
    },
    openGraph: {
      type: "profile",
      title,
      description,
      url: canonical,
      siteName: "Inkwire",
      username: handle,
      images: [sharedPicture(canonical)],
    },
    twitter: { card: "summary_large_image" },
  };
}

const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** No `loading.tsx` beside it: a page that has begun to stream can no longer answer 404. */
export default async function MemberPage({ params }: Props) {
  const profile = await profileOf((await params).handle);
  const { id, handle, name, image, bio, stories, joinedAt } = profile;
  const api = await caller();
  const [actor, follow, series, lists] = await Promise.all([
    pageActor(),
    api.follow.state({ handle }),
    api.series.byAuthor({ handle }),
    api.readingList.byMember({ handle }),
  ]);
  const own = actor.kind === "member" && actor.id === id;
  const boundary = actor.kind === "member" && !own ? await (await caller()).boundary.state({ handle }) : null;
  return (
    <div className="mx-auto max-w-reading px-4 pt-12 sm:px-6 sm:pt-16">
      <JsonLd
        data={{
          "@type": "ProfilePage",
          dateCreated: joinedAt,
          mainEntity: {
            "@type": "Person",
            name,
            alternateName: handle,
            url: new URL(`/members/${handle}`, env().appUrl).href,
            ...(bio && { description: bio }),
          },
        }}
      />
      <header className="flex flex-wrap items-center gap-x-6 gap-y-5">
        <Avatar handle={handle} src={image} size="lg" />
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="wrap-anywhere text-balance font-semibold font-serif text-display">{name}</h1>
          <p className="mt-1 text-ink-muted">@{handle}</p>
        </div>
      </header>
      {bio && <p className="wrap-anywhere mt-6 whitespace-pre-line text-pretty text-lg">{bio}</p>}
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <ul className="flex flex-wrap gap-x-6 gap-y-1 text-ink-muted text-sm">
          <li>
            <span className="font-semibold text-ink tabular-nums">{stories}</span> {stories === 1 ? "story" : "stories"}
          </li>
          <li>
            <FollowerCount handle={handle} initial={follow} />
          </li>
          <li>
            Joined in <time dateTime={joinedAt}>{month.format(new Date(joinedAt))}</time>
          </li>
          <li>
            <a href={`/members/${handle}/rss.xml`} className="link">
              RSS<VisuallyHidden> feed of {name}</VisuallyHidden>
            </a>
          </li>
        </ul>
        {own ? (
          <Button asChild>
            <Link href="/settings/profile">Edit your profile</Link>
          </Button>
        ) : (
          <div className="flex gap-2">
            {!boundary?.blocked && <FollowButton handle={handle} initial={follow} signedIn={actor.kind === "member"} />}
            {boundary && <BoundaryMenu id={id} handle={handle} name={name} initial={boundary} />}
          </div>
        )}
      </div>
      {(boundary?.blocked || boundary?.muted) && (
        <Notice
          className="mt-8"
          title={boundary.blocked ? "You have blocked this member" : "You have muted this member"}
        >
          {boundary.blocked
            ? "Neither of you sees what the other writes."
            : "What they write stays out of your feed and your toasts."}
        </Notice>
      )}
      <section aria-labelledby="stories" className="mt-12">
        <hr className="wire mb-8" />
        <h2 id="stories" className="font-semibold font-serif text-title">
          Stories
        </h2>
        <Suspense fallback={<StoryListSkeleton rows={Math.min(stories, 4)} />}>
          <StoryList handle={handle} name={name} own={own} />
        </Suspense>
      </section>
      {series.length > 0 && (
        <section aria-labelledby="series" className="mt-12">
          <h2 id="series" className="mb-4 font-semibold font-serif text-title">
            Series
          </h2>
          <SeriesList series={series} />
        </section>
      )}
      {lists.length > 0 && (
        <section aria-labelledby="lists" className="mt-12">
          <h2 id="lists" className="mb-4 font-semibold font-serif text-title">
            Reading lists
          </h2>
          <ListItems lists={lists} />
        </section>
      )}
    </div>
  );
}
