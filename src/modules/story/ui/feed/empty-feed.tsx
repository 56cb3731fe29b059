import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { signInHref, signUpHref } from "@/modules/member/ui/next-path";
import { type FeedFilter, feedHref } from "./feed-address";

/** Why there is nothing, and the next step. */
export function EmptyFeed({ filter, guest }: { filter: FeedFilter; guest: boolean }) {
  const following = filter.sort === "following";
  if (following && guest) {
    const here = feedHref(filter);
    return (
      <EmptyState
        title="The writers you choose, in one place"
        text="Sign in to follow writers. What they publish is gathered here, the newest first, and arrives while you watch."
        actions={
          <>
            <Button asChild variant="primary">
              <Link href={signInHref(here)}>Sign in</Link>
            </Button>
            <Button asChild>
              <Link href={signUpHref(here)}>Join Inkwire</Link>
            </Button>
          </>
        }
      />
    );
  }
  if (filter.genre || filter.tag) {
    return (
      <EmptyState
        title="Nothing here yet"
        text="No story matches these filters so far. One that does will announce itself here."
        actions={
          <Button asChild>
            <Link href={feedHref({ sort: filter.sort })}>Clear filters</Link>
          </Button>
        }
      />
    );
  }
  if (following) {
    return (
      <EmptyState
        title="Quiet, for now"
        text="Follow a writer whose story stays with you, or a tag, and what comes next will find you here."
        actions={
          <>
            <Button asChild variant="primary">
              <Link href="/welcome">Say what you like</Link>
            </Button>
            <Button asChild>
              <Link href="/community">Find stories</Link>
            </Button>
          </>
        }
      />
    );
  }
  return (
    <EmptyState
      title="The first page is blank"
      text="Nobody has published a story yet. It could be yours."
      actions={
        <Button asChild variant="primary">
          <Link href="/studio?new=1">Write the first</Link>
        </Button>
      }
    />
  );
}
