import { TagFollowButton } from "@/modules/follow/ui/tag-follow-button";
import { genreNames } from "@/modules/story/schema";
import { EmptyFeed } from "@/modules/story/ui/feed/empty-feed";
import { Feed } from "@/modules/story/ui/feed/feed";
import { type FeedFilter, feedFilter, feedHref, feedPageSize } from "@/modules/story/ui/feed/feed-address";
import { FeedFilters } from "@/modules/story/ui/feed/feed-filters";
import { FeedSkeleton } from "@/modules/story/ui/feed/feed-skeleton";
import { caller, pageActor } from "@/trpc/server";
import { SkeletonOnNavigation } from "../stories/skeleton-on-navigation";

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** How many of the popular tags are offered. */
const tagsOffered = 12;

export async function CommunityPage({ searchParams }: { searchParams: SearchParams }) {
  const filter = feedFilter.parse(await searchParams);
  const tags = await (await caller()).story.tags();
  return (
    <div className="mx-auto max-w-page px-4 pt-7 pb-16 sm:px-6 sm:pt-10">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-balance font-semibold font-serif text-title sm:text-[2rem]">{titleOf(filter)}</h1>
        {filter.tag && <TagFollow tag={filter.tag} />}
      </div>
      <div className="mt-2 mb-8 sm:mt-3 lg:mb-10">
        <FeedFilters filter={filter} tags={tags.slice(0, tagsOffered).map(({ tag }) => tag)} />
      </div>
      {/* Below the filters, so that whoever chooses one keeps the focus on it. */}
      <SkeletonOnNavigation key={feedHref(filter)} skeleton={<FeedSkeleton />}>
        <Stories filter={filter} />
      </SkeletonOnNavigation>
    </div>
  );
}

async function TagFollow({ tag }: { tag: string }) {
  if ((await pageActor()).kind === "guest") return null;
  const { tags } = await (await caller()).follow.mine();
  return <TagFollowButton key={tag} tag={tag} initial={tags.includes(tag)} />;
}

async function Stories({ filter }: { filter: FeedFilter }) {
  const actor = await pageActor();
  const memberId = actor.kind === "member" ? actor.id : null;
  if (filter.sort === "following" && !memberId) return <EmptyFeed filter={filter} guest />;
  const page = await (await caller()).story.feed({ ...filter, limit: feedPageSize });
  return <Feed key={`${memberId} ${feedHref(filter)}`} filter={filter} initial={page} memberId={memberId} />;
}

const headings: Record<FeedFilter["sort"], string> = {
  latest: "Just published",
  following: "From writers and tags you follow",
  trending: "Being read now",
};

function titleOf({ sort, genre, tag }: FeedFilter): string {
  const parts = [headings[sort], genre && `in ${genreNames[genre].toLowerCase()}`, tag && `tagged ${tag}`];
  return parts.filter(Boolean).join(" ");
}
