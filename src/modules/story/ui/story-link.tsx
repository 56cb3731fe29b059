"use client";

import Link, { useLinkStatus } from "next/link";
import type { ReactNode } from "react";

/** The link of a card's heading, which covers the whole card. Keys that move between cards look for `data-story-link`. */
export function StoryLink({ slug, children }: { slug: string; children: ReactNode }) {
  return (
    <Link
      href={`/stories/${slug}`}
      data-story-link=""
      className="rounded-sm decoration-1 decoration-accent underline-offset-4 after:absolute after:inset-0 group-hover:underline"
    >
      {children}
      <Opening />
    </Link>
  );
}

/** A wire under the heading while the story is on its way; not for those that are there at once. */
function Opening() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden="true"
      className={
        pending
          ? "pointer-events-none absolute inset-x-0 -bottom-2 h-px bg-accent opacity-100 transition-opacity delay-150 motion-safe:animate-pulse"
          : "pointer-events-none absolute inset-x-0 -bottom-2 h-px opacity-0"
      }
    />
  );
}
