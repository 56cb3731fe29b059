"use client";

import type { Roster } from "../schema";

/** Who else is at work on the story, and where in it. */
export function WritersHere({
  roster,
  chapter,
  memberId,
  nameOf,
}: {
  /** Of the studio's room. */
  roster: Roster | null;
  chapter: string;
  memberId: string;
  /** A chapter's name, by its id. */
  nameOf: (id: string) => string | undefined;
}) {
  const others = roster?.people.filter(({ id }) => id !== memberId) ?? [];
  if (others.length === 0) return null;
  return (
    <p className="mb-6 text-ink-muted text-sm">
      {others
        .map(({ name, at }) =>
          at.includes(chapter)
            ? `${name} is here`
            : `${name} is at ${at.flatMap((id) => nameOf(id) ?? []).join(", ") || "the story"}`,
        )
        .join(" · ")}
    </p>
  );
}
