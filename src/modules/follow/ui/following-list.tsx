"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/avatar";
import { trpc } from "@/trpc/react";
import type { Following } from "../schema";
import { FollowButton } from "./follow-button";
import { TagFollowButton } from "./tag-follow-button";

/** Everything that one follows. What is let go stays in its place until the page is left, so that it can be taken back. */
export function FollowingList({ initial: { authors, tags } }: { initial: Following }) {
  const { data: now } = trpc.follow.mine.useQuery(undefined, { initialData: { authors, tags } });
  return (
    <>
      <Part id="authors" title="Writers" count={now.authors.length} none="You follow no writer yet.">
        {authors.map((author) => (
          <li key={author.id} className="flex items-center gap-3 border-rule border-t py-3">
            <Avatar handle={author.handle} src={author.image} />
            <div className="min-w-0 flex-1">
              <Link
                href={`/members/${author.handle}`}
                className="wrap-anywhere block rounded-sm font-medium leading-snug hover:text-accent"
              >
                {author.name}
              </Link>
              <span className="text-ink-muted text-sm">@{author.handle}</span>
            </div>
            <FollowButton
              handle={author.handle}
              initial={{ following: true, followers: author.followers }}
              signedIn
              size="sm"
            />
          </li>
        ))}
      </Part>
      <Part id="tags" title="Tags" count={now.tags.length} none="You follow no tag yet. Choose one in the community.">
        {tags.map((tag) => (
          <li key={tag} className="flex items-center gap-3 border-rule border-t py-3">
            <Link
              href={`/community?tag=${encodeURIComponent(tag)}`}
              className="wrap-anywhere min-w-0 flex-1 rounded-sm font-medium hover:text-accent"
            >
              #{tag}
            </Link>
            <TagFollowButton tag={tag} initial={true} />
          </li>
        ))}
      </Part>
    </>
  );
}

interface PartProps {
  id: string;
  title: string;
  count: number;
  none: string;
  children: ReactNode[];
}

function Part({ id, title, count, none, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="mt-10 first:mt-0">
      <h2 id={id} className="font-semibold font-serif text-title">
        {title} <span className="font-normal text-ink-muted text-ui tabular-nums">{count}</span>
      </h2>
      {children.length === 0 ? (
        <p className="mt-4 font-serif text-ink-muted italic">{none}</p>
      ) : (
        <ul className="mt-4">{children}</ul>
      )}
    </section>
  );
}
