import type { Metadata } from "next";
import { FollowingList } from "@/modules/follow/ui/following-list";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "Following" };

export default async function FollowingPage() {
  const following = await (await caller()).follow.mine();
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Following</h1>
      <p className="mt-3 text-ink-muted">
        Whom and what you follow, in one place. What they bring is gathered in your feed and announces itself.
      </p>
      <hr className="wire my-8" />
      <FollowingList initial={following} />
    </div>
  );
}
