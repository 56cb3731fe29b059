import type { Metadata } from "next";
import Link from "next/link";
import { FollowingList } from "@/modules/follow/ui/following-list";
import { SeriesList } from "@/modules/series/ui/series-list";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "Following" };

export default async function FollowingPage() {
  const api = await caller();
  const [following, series] = await Promise.all([api.follow.mine(), api.series.followed()]);
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Following</h1>
      <p className="mt-3 text-ink-muted">
        Whom and what you follow, in one place. What they bring is gathered in your feed and announces itself. Stories
        that you{" "}
        <Link href="/saved" className="link">
          saved for later
        </Link>{" "}
        tell you of their new chapters, too.
      </p>
      <hr className="wire my-8" />
      <FollowingList initial={following} />
      {series.length > 0 && (
        <section aria-labelledby="series" className="mt-10">
          <h2 id="series" className="mb-4 font-semibold font-serif text-title">
            Series <span className="font-normal text-ink-muted text-ui tabular-nums">{series.length}</span>
          </h2>
          <SeriesList series={series} byline />
        </section>
      )}
    </div>
  );
}
